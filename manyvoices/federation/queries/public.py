"""Which notes of ours others may see."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from manyvoices.core import clock
from manyvoices.core.models import World
from manyvoices.federation.models import Audience, Note, Reaction, ReactionKind, Showing
from manyvoices.voices.models import Voice


@dataclass(frozen=True)
class Counts:
    """What came back to a note."""

    replies: int = 0
    likes: int = 0
    boosts: int = 0


def public_notes() -> "QuerySet[Note]":
    """Our public notes, deleted ones among them, with what their documents need. Those of a voice that hides wait."""
    seen = Q(voice__hidden_since=None) | Q(deleted_at__isnull=False)
    found = Note.objects.filter(
        seen, voice__isnull=False, world=World.LIVE, public=True, showing=Showing.SHOWN
    )
    return found.select_related("voice__picture", "voice__brand", "in_reply_to__actor")


def standing_notes(voice: Voice | None = None) -> "QuerySet[Note]":
    """Our public notes that were not deleted, of one voice or of all that still speak, the newest first.

    Those that are not listed stand at their own address alone.
    """
    found = public_notes().filter(deleted_at=None, voice__closed_at=None, voice__world=World.LIVE)
    found = found.filter(voice__hidden_since=None).exclude(audience=Audience.UNLISTED)
    return (found.filter(voice=voice) if voice else found).order_by("-published_at", "-pk")


def opening_notes(voice: Voice | None = None) -> "QuerySet[Note]":
    """The standing notes as lists show them: of a thread the first part alone, which leads to the others."""
    is_first = Q(in_reply_to__voice=None) | ~Q(in_reply_to__voice=F("voice"))
    return standing_notes(voice).filter(is_first)


def pinned_notes(voice: Voice) -> "QuerySet[Note]":
    """What the voice pinned and did not take back, the latest pin first."""
    return standing_notes(voice).filter(pinned_at__isnull=False).order_by("-pinned_at", "-pk")


def note_for_page(handle: str, pk: int) -> Note | None:
    """The note with this key of the living voice with this handle; a deleted one is there, marked as such."""
    found = public_notes().filter(pk=pk, voice__handle=handle)
    return found.filter(voice__closed_at=None, voice__world=World.LIVE).first()


def unmuted() -> Q:
    """Replies but for those that wait unseen because the voice they answer is muted."""
    heard = Q(in_reply_to__voice__muted_until=None) | Q(in_reply_to__voice__muted_until__lte=clock.now())
    return heard | Q(received_at__lt=F("in_reply_to__voice__muted_since"))


def all_replies(*notes: Note) -> "QuerySet[Note]":
    """What was answered to notes of ours from elsewhere, the oldest first: hidden replies and those that wait for
    review among it, but not what waits for the end of a mute.
    """
    found = Note.objects.filter(unmuted(), in_reply_to__in=notes, actor__isnull=False, deleted_at=None)
    return found.select_related("actor").order_by("published_at", "pk")


def shown_replies(*notes: Note) -> "QuerySet[Note]":
    """The replies everybody may read."""
    return all_replies(*notes).filter(public=True, showing=Showing.SHOWN)


def reaction_counts(notes: Iterable[Note]) -> dict[int, Counts]:
    """Replies shown, likes and boosts of each note, in two queries whatever their number."""
    keys = [note.pk for note in notes]
    answered = Note.objects.filter(
        unmuted(),
        in_reply_to__in=keys,
        actor__isnull=False,
        deleted_at=None,
        public=True,
        showing=Showing.SHOWN,
    )
    replies = dict(answered.values_list("in_reply_to").annotate(Count("pk")))
    standing = Reaction.objects.filter(note__in=keys, undone_at=None)
    reactions = {
        (note, kind): count
        for note, kind, count in standing.values_list("note", "kind").annotate(Count("pk"))
    }
    return {
        key: Counts(
            replies=replies.get(key, 0),
            likes=reactions.get((key, ReactionKind.LIKE.value), 0),
            boosts=reactions.get((key, ReactionKind.ANNOUNCE.value), 0),
        )
        for key in keys
    }
