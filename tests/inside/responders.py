"""Acts of those who answer. Ada set Northlight up; Cleo and Bo answer for the brand, and Bo knows brakes."""

from datetime import timedelta
from typing import Any

from django.db.models import Max

from manyvoices.conversations.actions.store_messages import store_messages
from manyvoices.conversations.models import Assignment, Message
from manyvoices.conversations.tests.said import said
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.networks.contract import Batch
from manyvoices.people.actions.add_shift import add_shift
from manyvoices.people.actions.choose_topics import choose_topics
from manyvoices.people.actions.end_person import end_person
from manyvoices.people.actions.give_grant import give_grant
from manyvoices.people.actions.give_role import give_role
from manyvoices.people.actions.make_rota import make_rota
from manyvoices.people.actions.make_topic import make_topic
from manyvoices.people.actions.say_presence import say_presence
from manyvoices.people.models import Person, Right, RoleName
from manyvoices.people.queries import root_unit
from manyvoices.people.rotas import WEEK
from manyvoices.voices.actions.open_speaking import open_speaking
from manyvoices.voices.models import Channel, Voice
from tests.cast import person
from tests.inside.cast import EMAIL


def staff() -> None:
    """Cleo is on call all week; Bo, who may answer and knows brakes, is at lunch; Dan has no part in it."""
    ada, root, brand = _named("Ada"), root_unit(), Voice.objects.get(handle="northlight")
    assert root is not None
    cleo, bo, _dan = (person(name, root) for name in ("Cleo", "Bo", "Dan"))
    give_role(actor=ada, person=cleo, name=RoleName.RESPONDER, unit=root)
    give_grant(actor=ada, person=bo, right=Right.ANSWER, unit=root, because="course passed")
    for one in (cleo, bo):
        open_speaking(actor=ada, voice=brand, person=one, because="answers for the brand")
    topic = make_topic(actor=ada, name="Brakes", description="brake, braking, squeal, screech")
    choose_topics(actor=bo, topics=[topic])
    say_presence(actor=bo, where="lunch")
    rota = make_rota(actor=ada, unit=root)
    last_week = clock.now().date() - timedelta(days=7)
    add_shift(actor=ada, rota=rota, people=[cleo], begins=0, ends=WEEK, first_week=last_week)


def leaves(name: str) -> None:
    """Ada ends their access."""
    end_person(actor=_named("Ada"), person=_named(name), because="moved away")


def arrives(handle: str, text: str) -> str:
    """Something is said to a voice, as collecting stores it; its conversation."""
    number = f"m{new_id()}"
    channel = Channel.objects.get(voice__handle=handle, network="native")
    store_messages(channel=channel, batch=Batch(said=(said(number, text),), cursor="1"), now=clock.now())
    return str(Message.objects.get(remote_id=number).conversation_id)


def stands(about: str) -> dict[str, Any]:
    """Where the conversation with these words stands: empty while nobody has decided."""
    found = Message.objects.filter(text__contains=about, conversation__assigned_to__isnull=False)
    message = found.select_related("conversation__assigned_to", "conversation__topic").first()
    if message is None:
        return {}
    one = message.conversation
    given = Assignment.objects.get(conversation=one, ended_at=None)
    return {
        "conversation": str(one.pk),
        "kind": one.kind,
        "topic": one.topic.name if one.topic else "",
        "assigned_to": one.assigned_to.name if one.assigned_to else "",
        "reasons": given.reasons,
        "is_promised": one.due_at is not None,
        "standing": one.standing,
    }


def times(about: str) -> dict[str, float]:
    """When what was said with these words was stored, and given to somebody; seconds since 1970."""
    message = Message.objects.select_related("conversation").get(text__contains=about)
    lines = message.conversation.events.filter(verb="assigned")
    given = lines.aggregate(at=Max("at"))["at"]
    return {"stored": message.stored_at.timestamp(), "given": given.timestamp()}


def _named(name: str) -> Person:
    return Person.objects.get(email=EMAIL if name == "Ada" else f"{name.lower()}@northlight.example")
