"""What a network told becomes messages in conversations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from manyvoices.conversations.arrivals import changing
from manyvoices.conversations.arrivals.belonging import Conversations
from manyvoices.conversations.arrivals.cleaning import Said, cleaned, id_of
from manyvoices.conversations.arrivals.entering import enter
from manyvoices.conversations.arrivals.hearing import Heard
from manyvoices.conversations.arrivals.identities import Identities, identities_of
from manyvoices.conversations.arrivals.known import Known, known
from manyvoices.conversations.arrivals.reaching import move, reached_us_too
from manyvoices.conversations.models import Conversation, Direction, Event, Message
from manyvoices.core.inserting import insert_each
from manyvoices.core.updating import update_each
from manyvoices.networks.contract import Arrived, Batch

TRIES = 5
COUNTED = [
    *("root", "version", "messages_count", "first_at", "last_at", "inbound_at", "answered_at", "preview"),
    *("kind", "standing", "outcome", "closed_at", "closed_by", "snoozed_until", "merged_into"),
    *("assigned_to", "due_at"),
]


@dataclass(frozen=True)
class Stored:
    """What became of a batch: messages that are new here, how many were edited, how many lost their words."""

    messages: tuple[Message, ...] = ()
    edited: int = 0
    ended: int = 0


def store_messages(*, channel: Heard, batch: Batch, now: datetime) -> Stored:
    """Stores what was said to a channel's voice, each thing once by its network's id, in one transaction.

    Each stands in the conversation of its thread and author; edits and deletions are reflected; a conversation that was
    closed, or waited for them, is open again. What reached a person's voice is theirs, and nobody sorts it; the
    organisation's is due for triage. Some twenty statements, however many things there are. Doing it again changes nothing.
    """
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return _store(channel, batch, now)
        except IntegrityError:
            # Somebody stored the same meanwhile: the next look sees their rows.
            continue
    with transaction.atomic():
        return _store(channel, batch, now)


def _store(channel: Heard, batch: Batch, now: datetime) -> Stored:
    said = _each_once(batch.said, now)
    gone = {id_of(one) for one in batch.gone} - {""}
    there = known(channel.network, said, gone)
    new = [one for pk, one in said.items() if _is_new(pk, there, gone, channel)]
    new.sort(key=lambda one: (one.arrived.said_at, one.id))
    who = identities_of(channel.network, new) if new else {}
    places = Conversations(channel.voice, channel.network, now)
    if new:
        places.load(new, who, there.threads)
    stored, events = _enter(new, who, there, places, now)
    pairs = [(there.messages[pk], one) for pk, one in said.items() if pk in there.messages and pk not in gone]
    edited = changing.edit(pairs, places)
    ended = changing.end([there.messages[pk] for pk in gone & there.messages.keys()], places, now)
    changing.take_back(channel.network, gone - there.messages.keys(), now)
    update_each(places.changed.values(), COUNTED)
    insert_each(events)
    return Stored(tuple(stored), edited, ended)


def _each_once(arrived: Iterable[Arrived], now: datetime) -> dict[str, Said]:
    """Of what came several times the latest edit."""
    found: dict[str, Said] = {}
    for one in filter(None, (cleaned(each, now) for each in arrived)):
        if one.id not in found or _rank(one) > _rank(found[one.id]):
            found[one.id] = one
    return found


def _rank(one: Said) -> tuple[bool, float, str]:
    at = one.arrived.edited_at
    return at is not None, at.timestamp() if at else 0.0, one.arrived.text


def _is_new(pk: str, there: Known, gone: set[str], channel: Heard) -> bool:
    if pk in gone or pk in there.taken_back:
        return False
    return pk not in there.messages or reached_us_too(there.messages[pk], channel.voice)


def _enter(
    new: list[Said], who: Identities, there: Known, places: Conversations, now: datetime
) -> tuple[list[Message], list[Event]]:
    messages, events, moved = [], [], {}
    for one in new:
        identity = who[one.arrived.author.remote_id]
        conversation = places.place(one, identity, there.threads)
        event = enter(conversation, one)
        events += [event] if event else []
        if one.id in there.messages:
            moved[there.messages[one.id]] = conversation
        else:
            messages.append(_message(one, conversation, identity.pk, now))
    insert_each(places.new)
    insert_each(messages)
    if moved:
        move(moved, now)
    return [*messages, *moved], events


def _message(one: Said, conversation: Conversation, identity: int, now: datetime) -> Message:
    said = one.arrived
    return Message(
        conversation=conversation,
        direction=Direction.IN,
        identity_id=identity,
        network=conversation.network,
        remote_id=said.remote_id,
        url=said.url,
        in_reply_to=said.in_reply_to,
        visibility=said.visibility,
        text=said.text,
        is_cut=one.is_cut,
        folded=said.folded,
        content_warning=said.content_warning,
        language=said.language,
        attachments=list(said.attachments),
        said_at=said.said_at,
        stored_at=now,
        edited_at=said.edited_at,
        # What is private to a person is not sorted by anybody but that person, what wants nothing by nobody.
        due_at=None if conversation.owner_id or said.wants_nothing else now,
    )
