"""A conversation of the plan as rows: with what was said, what triage said of it, and what was promised."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import (
    Assignment,
    Conversation,
    Direction,
    Event,
    Identity,
    Message,
    Outcome,
    ReplyDue,
    Standing,
    Way,
)
from manyvoices.conversations.promising import Rules, shown_due
from manyvoices.conversations.snoozing_rows import UNTIL_THEY_WRITE
from manyvoices.core.ids import new_id
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.talks.plan import State, Talk
from manyvoices.people.models import Person

OUTCOMES = {
    "complaint": (Outcome.SOLVED, Outcome.SOLVED, Outcome.SOLVED, Outcome.PASSED_ON, Outcome.NO_ANSWER_CAME),
    "question": (Outcome.ANSWERED, Outcome.ANSWERED, Outcome.SOLVED),
    "spam": (Outcome.SPAM,),
}
IN_A_MOMENT = timedelta(seconds=3)


@dataclass
class Rows:
    """Everything that one conversation is made of; `ours` is our answer among the messages."""

    talk: Talk
    conversation: Conversation
    messages: list[Message] = field(default_factory=list)
    ours: Message | None = None
    promises: list[ReplyDue] = field(default_factory=list)
    assignment: Assignment | None = None
    events: list[Event] = field(default_factory=list)


def rows_of(ground: Ground, talk: Talk, identity: Identity, rules: Rules) -> Rows:
    """The rows, not saved yet; an open one has nobody so far."""
    by = ground.people[talk.by] if talk.by else None
    made = Rows(talk, _conversation(ground, talk, identity))
    made.messages.append(_theirs(made, identity, talk.says, talk.at))
    if talk.answer and talk.answered_at and by:
        made.ours = _ours(made, talk.answer, talk.answered_at, by)
        made.messages.append(made.ours)
    if talk.more and talk.more_at:
        made.messages.append(_theirs(made, identity, talk.more, talk.more_at))
    _count(made)
    if talk.state != State.PRIVATE and talk.kind != "spam":
        _promise(made, rules)
    if by:
        _given(made, by)
    if talk.closed_at:
        _note(made, "closed", talk.closed_at, made.conversation.closed_by, outcome=made.conversation.outcome)
    return made


def assign(made: Rows, to: Person | None, way: Way, reasons: list[list[str]], at: datetime) -> Assignment:
    """Whoever has it now, or nobody: the queue. Its line of history says so."""
    one = made.conversation
    one.assigned_to = to
    made.assignment = Assignment(
        conversation=one, person=to, unit_id=one.unit_id, way=way, reasons=reasons, at=at
    )
    _note(made, "assigned", at, to=to.pk if to else None, unit=one.unit_id, reasons=reasons)
    return made.assignment


def _conversation(ground: Ground, talk: Talk, identity: Identity) -> Conversation:
    voice = ground.voices[talk.to]
    return Conversation(
        contact=identity.contact,
        identity=identity,
        network=talk.network,
        voice=voice if talk.network == "native" else None,
        unit_id=voice.unit_id,
        owner_id=voice.person_id,
        root=_name(talk, identity),
        kind=talk.kind,
        topic=ground.topics.get(talk.topic),
        language=talk.language,
        first_at=talk.at,
        last_at=talk.at,
        preview=talk.says[:200],
        **_standing(ground, talk),
    )


def _standing(ground: Ground, talk: Talk) -> dict[str, object]:
    match talk.state:
        case State.CLOSED:
            return {
                "standing": Standing.CLOSED,
                "closed_at": talk.closed_at,
                "closed_by": ground.people[talk.by or "ruth"],
                "outcome": talk.chance.choice(
                    OUTCOMES.get(talk.kind, (Outcome.ANSWERED, Outcome.NOTHING_TO_DO))
                ),
            }
        case State.WAITING:
            return {"standing": Standing.WAITING}
        case State.SNOOZED:
            days = talk.chance.randint(1, 3)
            until = UNTIL_THEY_WRITE if days == 3 else ground.anchor + timedelta(days=days, hours=8)
            return {"snoozed_at": ground.now - timedelta(minutes=30), "snoozed_until": until}
        case _:
            return {}


def _name(talk: Talk, identity: Identity) -> str:
    """What its network calls the first message."""
    if talk.network == "native":
        return f"{identity.remote_id}/notes/{new_id()}"
    if talk.network == "email":
        return f"<{new_id()}@post.example>"
    return f"{identity.remote_id}/status/{new_id()}"


def _theirs(made: Rows, identity: Identity, text: str, at: datetime) -> Message:
    one, talk = made.conversation, made.talk
    first = not made.messages
    name = one.root if first else _name(talk, identity)
    return Message(
        conversation=one,
        direction=Direction.IN,
        identity=identity,
        network=one.network,
        remote_id=name,
        url="" if one.network == "email" else name,
        visibility="direct" if one.network == "email" else "public",
        text=text,
        language=talk.language,
        said_at=at,
        stored_at=at,
        done_at=at,
    )


def _ours(made: Rows, text: str, at: datetime, by: Person) -> Message:
    one, theirs = made.conversation, made.messages[0]
    _note(made, "answered", at - IN_A_MOMENT, by)
    _note(made, "answer_sent", at, None)
    return Message(
        conversation=one,
        direction=Direction.OUT,
        network=one.network,
        remote_id=None,
        in_reply_to=theirs.remote_id or "",
        visibility=theirs.visibility,
        text=text,
        language=made.talk.language,
        said_at=at,
        stored_at=at - IN_A_MOMENT,
        sent_at=at,
        done_at=at,
        came_to="sent",
        by=by,
    )


def _count(made: Rows) -> None:
    one, last = made.conversation, made.messages[-1]
    one.version = one.messages_count = len(made.messages)
    one.last_at, one.preview = last.said_at, last.text[:200]
    one.inbound_at = made.talk.more_at or made.talk.at
    one.answered_at = made.talk.answered_at


def _promise(made: Rows, rules: Rules) -> None:
    """As the rules count it: begun, kept by the answer, begun again by what they wrote after it, ended with the conversation."""
    one, talk = made.conversation, made.talk
    terms = rules.terms(one.unit_id, one.kind)
    if terms is None:
        return
    promise = reply_due.start(terms, talk.at)
    if talk.answered_at:
        promise = reply_due.answered(promise, reply_due.Answer(talk.answered_at, "sent", by_human=True))
        if talk.more_at:
            made.promises.append(_row(made, promise, rules, talk.more_at))
            promise = reply_due.start(terms, talk.more_at)
    if talk.closed_at:
        promise = reply_due.closed(promise, talk.closed_at)
    made.promises.append(_row(made, promise, rules, talk.closed_at))
    one.due_at = shown_due(promise)


def _row(made: Rows, promise: reply_due.Promise, rules: Rules, ended_at: datetime | None) -> ReplyDue:
    row = rules.begun(made.conversation, promise)
    if ended_at:
        row.ended_at, row.due_at = ended_at, None
    return row


def _given(made: Rows, by: Person) -> None:
    talk, one = made.talk, made.conversation
    reasons = [["topic", one.topic.name]] if one.topic else []
    assign(made, by, Way.BEST, [*reasons, ["language", talk.language]], talk.at + IN_A_MOMENT)


def _note(made: Rows, verb: str, at: datetime, by: Person | None = None, **said: object) -> None:
    made.events.append(Event(conversation=made.conversation, verb=verb, by=by, said=said, at=at))
