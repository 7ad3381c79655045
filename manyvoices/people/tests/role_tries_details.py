"""How docs/roles.md is tried: topics, the week, coach and buddy."""

from manyvoices.core import clock
from manyvoices.people.actions.accept_topic import accept_topic
from manyvoices.people.actions.agree_minutes import agree_minutes
from manyvoices.people.actions.change_topic import change_topic
from manyvoices.people.actions.choose_topics import choose_topics
from manyvoices.people.actions.close_topic import close_topic
from manyvoices.people.actions.decline_topic import decline_topic
from manyvoices.people.actions.make_topic import make_topic
from manyvoices.people.actions.pair_person import pair_person
from manyvoices.people.actions.propose_topic import propose_topic
from manyvoices.people.actions.reopen_topic import reopen_topic
from manyvoices.people.actions.set_working_pattern import set_working_pattern
from manyvoices.people.actions.wish_minutes import wish_minutes
from manyvoices.people.models import Person, Topic, TopicProposal
from tests.cast import Cast
from tests.roles import Try


def _topic() -> Topic:
    return Topic.objects.create(name="Brakes", tag="brakes", made_at=clock.now())


def _proposal(cast: Cast) -> TopicProposal:
    return TopicProposal.objects.create(name="Snow", proposed_by=cast.bo, proposed_at=clock.now())


def _wishing(cast: Cast) -> Person:
    return wish_minutes(actor=cast.dan, minutes=120)


TRIES = {
    "choose_topics": Try(own=lambda me, cast: choose_topics(actor=me, topics=[_topic()])),
    "propose_topic": Try(own=lambda me, cast: propose_topic(actor=me, name="Snow")),
    "set_working_pattern": Try(own=lambda me, cast: set_working_pattern(actor=me, hours={"mon": "8-16"})),
    "wish_minutes": Try(own=lambda me, cast: wish_minutes(actor=me, minutes=60)),
    "agree_minutes": Try(lambda me, cast: agree_minutes(actor=me, person=_wishing(cast), minutes=120)),
    "pair_person": Try(
        lambda me, cast: pair_person(actor=me, person=cast.dan, kind="coach", partner=cast.bo),
        lambda me, cast: pair_person(actor=me, person=me, kind="coach", partner=None),
    ),
    "make_topic": Try(lambda me, cast: make_topic(actor=me, name="Snow")),
    "change_topic": Try(lambda me, cast: change_topic(actor=me, topic=_topic(), name="Better brakes")),
    "close_topic": Try(lambda me, cast: close_topic(actor=me, topic=_topic())),
    "reopen_topic": Try(lambda me, cast: reopen_topic(actor=me, topic=_topic())),
    "accept_topic": Try(lambda me, cast: accept_topic(actor=me, proposal=_proposal(cast))),
    "decline_topic": Try(lambda me, cast: decline_topic(actor=me, proposal=_proposal(cast))),
}
