"""The fence before a dispatch: which rows may leave now is asked in the transaction that commits their departure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from manyvoices.core import clock
from manyvoices.core.models import World
from manyvoices.core.work import Answer, Dead, Done
from manyvoices.federation.blocks import blocked_domains
from manyvoices.federation.hosts import domain_and_above
from manyvoices.federation.in_flight import HELD_BY_PAUSES
from manyvoices.federation.models import Dispatch, Note, RemoteHost
from manyvoices.pauses import fence
from manyvoices.voices.models import Voice


@dataclass
class Departing:
    """`rows` leave now, loaded for rendering; `answers` are final without a send; `failing` hosts get one knock first."""

    rows: list[Dispatch] = field(default_factory=list)
    answers: dict[int, Answer] = field(default_factory=dict)
    failing: frozenset[str] = frozenset()


def depart(rows: Sequence[Dispatch], worker: int) -> Departing:
    """Commits `sending_at` of the rows that may leave; those under a pause rest until a person releases them.

    `rows` are as claimed: what a row says never changes, and whether it is still held is asked here. One that was
    cancelled or taken over since is left alone.
    """
    departing = Departing()
    with fence.shared():
        mine = Dispatch.objects.filter(
            pk__in=[row.pk for row in rows], taken_by=worker, done_at=None, dead_at=None
        )
        # Locked, so that whoever takes a note back either cancels a row before this or tells its inbox too.
        still = set(mine.select_for_update().order_by("id").values_list("pk", flat=True))
        loaded = [row for row in rows if row.pk in still]
        load(loaded)
        held = _sort(loaded, departing)
        now = clock.now()
        if held:
            mine.filter(pk__in=held).update(paused_at=now, due_at=None, taken_by=None, taken_until=None)
        mine.filter(pk__in=[row.pk for row in departing.rows]).update(sending_at=now)
        domains = {row.domain for row in departing.rows}
        failing = RemoteHost.objects.filter(domain__in=domains, failing_since__isnull=False)
        departing.failing = frozenset(failing.values_list("domain", flat=True))
    return departing


def load(rows: Sequence[Dispatch]) -> None:
    """Hangs voices and notes to the rows, each read once: a thousand rows of a post speak of one note."""
    voices = Voice.objects.select_related("actor_key").in_bulk({row.voice_id for row in rows})
    related = Note.objects.select_related("voice", "in_reply_to__actor")
    notes = related.in_bulk({row.note_id for row in rows if row.note_id})
    for row in rows:
        row.voice = voices[row.voice_id]
        if row.note_id:
            row.note = notes[row.note_id]


def _sort(rows: Sequence[Dispatch], departing: Departing) -> list[int]:
    """Fills `departing` and returns the rows that a pause holds."""
    held, pauses, blocked = [], fence.standing(World.LIVE), blocked_domains()
    for row in rows:
        if row.note is not None and row.note.deleted_at is not None and row.type != "Delete":
            # Nothing is left to say; the Delete comes by itself where it must.
            departing.answers[row.pk] = Done()
        elif row.note is not None and _is_blocked(row, blocked):
            departing.answers[row.pk] = Dead("the domain is blocked")
        elif _stopped(row, pauses):
            held.append(row.pk)
        else:
            departing.rows.append(row)
    return held


def _stopped(row: Dispatch, pauses: list[fence.Standing]) -> bool:
    if row.type not in HELD_BY_PAUSES:
        return False
    return fence.stopping(pauses, kind=row.kind, unit=row.voice.unit_id) is not None


def _is_blocked(row: Dispatch, blocked: set[tuple[int | None, str]]) -> bool:
    if not blocked:
        return False
    covering = domain_and_above(row.domain)
    return any((voice, domain) in blocked for voice in (None, row.voice_id) for domain in covering)
