"""The middle of the page: messages in the order in which they were said, remarks, changes and gaps between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from manyvoices.conversations.models import Conversation, Direction, Gap, Message
from manyvoices.conversations.queries.conversation import Shown
from manyvoices.web.conversations.history_words import Line, history_lines
from manyvoices.web.publishing.lines import ChannelLine, channel_lines
from manyvoices.web.publishing.undoing import Undo, undo_of

MOST_GAPS = 20


@dataclass(slots=True)
class Entry:
    """One thing on the page: `kind` says which template: message, answer, elsewhere, comment, gap, history."""

    kind: str
    at: datetime
    item: Any = None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ours:
    """An answer of ours with how it stands on each channel; `may` says whether the reader can change it."""

    message: Message
    channels: Sequence[ChannelLine]
    undo: Undo | None
    may: bool

    @property
    def was_taken_back(self) -> bool:
        """Whether it never left."""
        return self.message.deleted_at is not None and self.message.sent_at is None


def timeline(shown: Shown, voices: frozenset[int], *, is_older: bool) -> list[Entry]:
    """Everything of this page of the thread in its order. Remarks and changes stand with the newest messages.

    `voices` are those as which the reader answers here. Seven queries, however many messages there are.
    """
    entries = _messages(shown.messages, voices)
    since = entries[0].at if entries and shown.older is not None else None
    found = _gaps(shown.conversation, entries, is_older=is_older)
    if not is_older:
        lines = [Entry("history", line.at, lines=[line]) for line in history_lines(shown.events)]
        found += [*lines, *(Entry("comment", one.at, one) for one in shown.comments)]
    entries += [one for one in found if since is None or one.at >= since]
    return _folded(sorted(entries, key=lambda one: one.at))


def _messages(messages: Sequence[Message], voices: frozenset[int]) -> list[Entry]:
    posts = [one.post for one in messages if one.post is not None]
    prefetch_related_objects(posts, "voice", "deliveries__channel")
    ordered = sorted(messages, key=lambda one: (one.said_at, one.pk))
    return [_entry(one, voices) for one in ordered]


def _entry(message: Message, voices: frozenset[int]) -> Entry:
    if message.direction == Direction.IN or message.post is None:
        by_hand = message.direction == Direction.OUT and message.by_id is not None
        return Entry("elsewhere" if by_hand else "message", message.said_at, message)
    post = message.post
    may = post.voice_id in voices and message.deleted_at is None
    lines = channel_lines(sorted(post.deliveries.all(), key=lambda row: row.pk))
    return Entry("answer", message.said_at, Ours(message, lines, undo_of(post, may=may), may))


def _gaps(one: Conversation, entries: Sequence[Entry], *, is_older: bool) -> list[Entry]:
    """Stretches on the channels of its voice in which something may be missing, as far as this page reaches."""
    if not entries or one.voice_id is None:
        return []
    rows = Gap.objects.filter(channel__voice=one.voice_id, channel__network=one.network, fetched_at=None)
    near = rows.filter(until__gte=entries[0].at)
    if is_older:
        near = near.filter(since__lte=entries[-1].at)
    return [Entry("gap", max(gap.since, entries[0].at), gap) for gap in near.order_by("since")[:MOST_GAPS]]


def _folded(entries: Iterable[Entry]) -> list[Entry]:
    """Changes that follow each other are one entry."""
    found: list[Entry] = []
    for entry in entries:
        if entry.kind == "history" and found and found[-1].kind == "history":
            found[-1].lines += entry.lines
        else:
            found.append(entry)
    return found
