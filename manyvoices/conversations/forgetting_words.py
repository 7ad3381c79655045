"""Words of conversations go, what is counted stays: rows, kinds, times and promises."""

from collections.abc import Collection

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat

from manyvoices.conversations.finding import forget_words
from manyvoices.conversations.models import (
    Arrival,
    Comment,
    Conversation,
    Direction,
    Event,
    Message,
    MessageLine,
    MessageVersion,
    ReplyDraft,
    Satisfaction,
    Sighting,
    Triage,
    Visibility,
)
from manyvoices.core import clock
from manyvoices.media.actions.erase_files import erase_files


def forget_messages(numbers: Collection[int]) -> int:
    """Empties these messages and everything that repeats their words; returns how many. Doing it again changes nothing.

    The network's name for a message goes too, for it often holds the author's handle.
    """
    rows = Message.objects.filter(pk__in=numbers)
    forget_words(numbers)
    _forget_pictures(numbers)
    MessageVersion.objects.filter(message__in=numbers).delete()
    Arrival.objects.filter(message__in=numbers).update(body="")
    MessageLine.objects.filter(message__in=numbers).update(read={})
    Triage.objects.filter(message__in=numbers).update(kind_words=[], urgency_words=[], topic_words=[])
    return rows.update(
        text="",
        folded="",
        content_warning="",
        attachments=[],
        url="",
        in_reply_to="",
        remote_id=None,
        identity=None,
        deleted_at=clock.now(),
        due_at=None,
    )


def _forget_pictures(numbers: Collection[int]) -> None:
    """The screenshots of what was seen elsewhere, with their bytes: words and names stand in them too."""
    shown = Sighting.objects.filter(message__in=numbers).exclude(picture=None)
    pictures = list(shown.values_list("picture_id", flat=True))
    shown.update(picture=None)
    erase_files(pks=[pk for pk in pictures if pk is not None])


def forget_around(numbers: Collection[int]) -> None:
    """Empties what these conversations say beside their messages: subject, preview, remarks, drafts, the network's name."""
    Comment.objects.filter(conversation__in=numbers, deleted_at=None).update(text="", deleted_at=clock.now())
    ReplyDraft.objects.filter(conversation__in=numbers).delete()
    # A message moves when conversations merge, and with it what they said of it.
    said = Q(conversation__in=numbers) | Q(message__conversation__in=numbers)
    Satisfaction.objects.filter(said).update(word="")
    reasoned = Event.objects.filter(conversation__in=numbers, verb__in=["assigned", "released"])
    lines = [line for line in reasoned if line.said.get("because")]
    for line in lines:  # typed by a colleague, and so about somebody
        line.said = {**line.said, "because": ""}
    Event.objects.bulk_update(lines, ["said"], batch_size=500)
    unnamed = Concat(Value("forgotten:"), Cast(F("pk"), CharField()))
    Conversation.objects.filter(pk__in=numbers).update(
        subject="", preview="", root=unnamed, forgotten_at=clock.now()
    )


def words_in(numbers: Collection[int], *, keeps_public_answers: bool) -> list[int]:
    """The messages of these conversations whose words go: all of them, or all but what we said in public."""
    rows = Message.objects.filter(conversation__in=numbers)
    if keeps_public_answers:
        rows = rows.exclude(direction=Direction.OUT, visibility__in=[Visibility.PUBLIC, Visibility.UNLISTED])
    return list(rows.values_list("pk", flat=True))
