"""A person says what a message is, where triage was wrong or not asked."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.assigning import give
from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held_of_organisation
from manyvoices.conversations.models import (
    Conversation,
    Correction,
    Direction,
    Kind,
    Message,
    Standing,
    Urgency,
    Way,
)
from manyvoices.conversations.standing_promise import follow
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person, Topic


@transaction.atomic
def correct_triage(*, actor: Person, conversation: Conversation, question: str, said: str) -> Conversation:
    """The conversation, which is what was said from now on: its kind, urgency or topic (a number, or nothing).

    The triage learns from it, and the promise follows the kind: spam has none, what is called back from spam has one. The
    same again changes nothing. Refused for a private one, Invalid for an unknown question or answer.
    """
    fresh, now = held_of_organisation(actor, conversation), clock.now()
    before = _as_it_is(fresh, question)
    value = _read(question, said)
    if before == value:
        return fresh
    setattr(fresh, "topic_id" if question == "topic" else question, _stored(question, value))
    fresh.save(update_fields=[question])
    theirs = Message.objects.filter(conversation=fresh, direction=Direction.IN).order_by("-said_at", "-id")
    if (message := theirs.first()) is not None:
        Correction.objects.create(message=message, question=question, said=value, by=actor, at=now)
    note(fresh, "corrected", actor, question=question, said=value, before=before)
    if question == "kind":
        if fresh.standing != Standing.CLOSED:
            follow(fresh, now)
            if value == Kind.SPAM:
                give(fresh, to=None, way=Way.BY_HAND, by=actor, rests=None)
            elif before == Kind.SPAM:
                give(fresh, to=None, way=Way.BY_HAND, by=actor)
        audit.record(actor=actor, verb="correct_triage", target=fresh, kind=value, before=before)
    fresh.refresh_from_db()
    return fresh


def _as_it_is(conversation: Conversation, question: str) -> str:
    if question == "topic":
        return str(conversation.topic_id or "")
    return str(getattr(conversation, question)) if question in {"kind", "urgency"} else ""


def _read(question: str, said: str) -> str:
    if question == "topic":
        if said == "":
            return said
        if (
            said.isdecimal()
            and len(said) < 19
            and Topic.objects.filter(pk=int(said), closed_at=None).exists()
        ):
            return str(int(said))
    choices: dict[str, list[str]] = {"kind": Kind.values, "urgency": Urgency.values}
    if said not in choices.get(question, []):
        raise Invalid(said=_("Choose one of those that are offered."))
    return said


def _stored(question: str, value: str) -> str | int | None:
    if question != "topic":
        return value
    return int(value) if value else None
