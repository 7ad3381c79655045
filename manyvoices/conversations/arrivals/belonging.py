"""In which conversation something belongs: the thread it stands in, who says it, and whose voice it reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from manyvoices.conversations.arrivals.cleaning import Said, id_of
from manyvoices.conversations.arrivals.hearing import Ear
from manyvoices.conversations.arrivals.joining import join
from manyvoices.conversations.arrivals.threads import Threads
from manyvoices.conversations.models import Conversation, Direction, Identity, Message

Key = tuple[str, int]
Rows = dict[int, Conversation]


@dataclass
class Conversations:
    """The conversations that a batch may touch. `new` and `changed` are to be written; `entered` got something."""

    voice: Ear
    network: str
    now: datetime
    by_thread: dict[Key, list[Conversation]] = field(default_factory=dict)
    taken: set[tuple[str, int | None, int | None]] = field(default_factory=set)
    spoken_in: set[int] = field(default_factory=set)
    new: list[Conversation] = field(default_factory=list)
    changed: Rows = field(default_factory=dict)

    def load(self, said: Iterable[Said], who: Mapping[str, Identity], threads: Threads) -> None:
        """Everything the batch may belong to, threads that turn out to be one joined. At most five questions."""
        new = {one.id for one in said}
        waiting = {
            one.pk: one for one in self._all().filter(root__in={pk for pk in new if threads.top(pk) != pk})
        }
        people = {one.pk for one in who.values()} | {
            one.identity_id for one in waiting.values() if one.identity_id
        }
        found = self._all().filter(root__in={threads.top(pk) for pk in new}, identity__in=people)
        there = {one.pk: one for one in found if one.pk not in waiting}
        final = self._merged_away(there | waiting)
        for one in there.values():
            self._put(one, final.get(one.pk, one))
        for one in waiting.values():
            self._lead(one, threads.top(one.root), final.get(one.pk, one))
        self._find_where_we_spoke()

    def place(self, one: Said, identity: Identity, threads: Threads) -> Conversation:
        """The conversation it belongs to, a new one if there is none."""
        thread = threads.top(one.id)
        ours = [each for each in self.by_thread.get((thread, identity.pk), ()) if self._fits(each)]
        found = min(ours, key=lambda each: (each.voice_id != self.voice.pk, each.pk), default=None)
        if found is None:
            found = self._begin(one, identity, thread)
            self.new.append(found)
            self._put(found, found)
        elif not found._state.adding:
            self.changed[found.pk] = found
        return found

    def _all(self) -> "QuerySet[Conversation]":
        return (
            Conversation.objects.filter(network=self.network).select_for_update(of=("self",)).order_by("pk")
        )

    def _merged_away(self, loaded: Rows) -> Rows:
        """Where those that were merged away are now."""
        final: Rows = {}
        ends = {one.pk: one.merged_into_id for one in loaded.values() if one.merged_into_id}
        while ends:
            targets = Conversation.objects.select_for_update().in_bulk(set(ends.values()))
            final |= {pk: targets[to] for pk, to in ends.items()}
            ends = {pk: one.merged_into_id for pk, to in ends.items() if (one := targets[to]).merged_into_id}
        return {pk: loaded.get(one.pk, one) for pk, one in final.items()}

    def hold(self, keys: Iterable[int]) -> Rows:
        """The conversations with these keys, to be changed: those that were merged away as what they are part of now."""
        missing = set(keys) - self.changed.keys()
        rows = Conversation.objects.select_for_update().order_by("pk").in_bulk(missing)
        self.changed |= rows
        held = {pk: self.changed[pk] for pk in keys}
        return {pk: self.changed.get(one.merged_into_id or pk, one) for pk, one in held.items()}

    def _put(self, under: Conversation, one: Conversation) -> None:
        self.taken.add((under.root, under.identity_id, under.voice_id))
        if under.identity_id:
            self.by_thread.setdefault((under.root, under.identity_id), []).append(one)

    def _lead(self, one: Conversation, top: str, now_at: Conversation) -> None:
        """What waited for the beginning of its thread: it leads there now, or becomes part of who is there already."""
        if not one.identity_id:
            return
        there = self.by_thread.setdefault((top, one.identity_id), [])
        same = [each for each in there if each.pk != one.pk and _alike(each, one) and not each.merged_into_id]
        if same and not one.merged_into_id:
            kept, gone = join(same[0], one, self.now)
            there[:] = [kept if each is same[0] else each for each in there]
            if kept is one and gone.root == top:
                _free_root(gone)
                kept.root = top
            self.changed |= {kept.pk: kept, gone.pk: gone}
        elif (top, one.identity_id, one.voice_id) not in self.taken:
            one.root = top
            self.changed[one.pk] = one
            self._put(one, now_at)

    def _find_where_we_spoke(self) -> None:
        """A person's voice may have answered for the organisation: what comes back stays where the answer stands."""
        others = [
            each.pk
            for several in self.by_thread.values()
            for each in several
            if self.voice.person_id and not each.owner_id and each.voice_id != self.voice.pk
        ]
        if others:
            said = Message.objects.filter(
                conversation__in=others, direction=Direction.OUT, post__voice=self.voice.pk
            )
            self.spoken_in |= set(said.values_list("conversation", flat=True))

    def _fits(self, one: Conversation) -> bool:
        """What reached the organisation joins what is the organisation's; what reached a person joins what is theirs."""
        if not self.voice.person_id:
            return not one.owner_id
        return one.voice_id == self.voice.pk or (not one.owner_id and one.pk in self.spoken_in)

    def _begin(self, one: Said, identity: Identity, thread: str) -> Conversation:
        return Conversation(
            world=self.voice.world,
            contact_id=identity.contact_id,
            identity=identity,
            network=self.network,
            voice_id=self.voice.pk,
            subject=one.arrived.subject,
            unit_id=self.voice.unit_id,
            owner_id=self.voice.person_id,
            root=thread,
            first_at=one.arrived.said_at,
            last_at=one.arrived.said_at,
        )


def _alike(one: Conversation, other: Conversation) -> bool:
    both_ours = not one.owner_id and not other.owner_id
    return one.voice_id == other.voice_id or both_ours


def _free_root(gone: Conversation) -> None:
    """Written at once: no two rows may have the same root, not even between two lines of one statement."""
    gone.root = id_of(f"{gone.root}#part-of-{gone.merged_into_id}-{gone.pk}")
    Conversation.objects.filter(pk=gone.pk).update(root=gone.root)
