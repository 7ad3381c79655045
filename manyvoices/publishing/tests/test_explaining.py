"""Of each delivery: what happened, when, and what happens next."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.core.models import Worker
from manyvoices.core.refusals import NotThere
from manyvoices.networks.contract import TryLater, Unknown
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.people.models import Person
from manyvoices.publishing import holding
from manyvoices.publishing.actions.answer_unknown import answer_unknown
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.models import Delivery, State, Verb
from manyvoices.publishing.queries.explaining import explain, explain_lines
from manyvoices.publishing.tests.stage import Stage, fail, released
from manyvoices.voices.models import Channel, ChannelState
from tests.cast import Cast


@pytest.fixture(autouse=True)
def worker(db: None) -> None:
    """Manyvoices runs."""
    Worker.objects.create(id=new_id(), pid=1, started_at=clock.now(), beat_at=clock.now())


def next_of(delivery: Delivery) -> str:
    return explain(Delivery.objects.get(pk=delivery.pk)).next.said


def test_a_whole_story_is_told_in_order(cast: Cast, stage: Stage) -> None:
    stage.network.can -= {"find"}
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.after = fail(Unknown("answered 500"))
    stage.work()
    stage.later()
    answer_unknown(actor=cast.bo, delivery=Delivery.objects.get(), arrived=True)
    lines = explain_lines(delivery.pk)
    told = "\n".join(lines)
    order = [
        "Planned · by Bo",
        "The call left",
        "“answered 500”",
        "Looked for it",
        "“it is there”",
        "Next: Nothing more",
    ]
    assert [told.index(words) for words in order] == sorted(told.index(words) for words in order)
    assert str(delivery.pk) in lines[0]
    assert delivery.key in lines[1]


def test_a_number_that_no_delivery_has_is_refused() -> None:
    with pytest.raises(NotThere, match="no delivery 12"):
        explain_lines(12)


def test_what_happens_next_while_it_waits(cast: Cast, stage: Stage) -> None:
    delivery, soon = released(cast.bo, cast.bo_voice), clock.now() + timedelta(hours=1)
    assert next_of(delivery) == "It leaves within seconds."
    holding.hold(delivery.channel_id, soon, holding.ASKED)
    assert "asked us to wait" in next_of(delivery)
    Delivery.objects.update(due_at=soon)
    assert next_of(delivery) == "It leaves by itself at %(at)s."
    Delivery.objects.update(due_at=soon, tries=1)
    assert next_of(delivery) == "It is tried again by itself at %(at)s."
    Delivery.objects.update(due_at=clock.now())
    Channel.objects.update(state=ChannelState.RECONNECT)
    assert "not connected" in next_of(delivery)
    Worker.objects.all().delete()
    assert "no worker" in next_of(delivery)


def test_a_pause_an_elder_and_a_parked_channel_are_named(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    holding.hold(delivery.channel_id, clock.now() + timedelta(hours=1), holding.PARKED)
    assert "left alone" in next_of(delivery)
    holding.hold(delivery.channel_id, clock.now() + timedelta(hours=2), holding.PACED)
    assert "as many calls" in next_of(delivery)
    stage.later()
    place_pause(actor=cast.ada, reason="a train stands still")
    assert "A pause stands" in next_of(released(cast.bo, cast.bo_voice))
    Delivery.objects.filter(pk=delivery.pk).update(state=State.UNKNOWN)
    remove_post(actor=cast.bo, post=delivery.post)
    removal = Delivery.objects.get(verb=Verb.REMOVE)
    assert str(delivery.pk) in next_of(removal)


@pytest.mark.parametrize("state", State)
def test_every_state_says_what_is_next(cast: Cast, stage: Stage, state: State) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    Delivery.objects.update(state=state, sent_at=clock.now(), settled_at=clock.now() + timedelta(minutes=1))
    text = explain_lines(delivery.pk)[-1]
    assert len(text) > len("Next: Nothing.")
    assert "%(" not in text


def test_the_raw_reason_stands_there_word_for_word(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(TryLater("E-4711: <b>slow</b> down\x00, 100 % please"))
    stage.work()
    assert any("“E-4711: <b>slow</b> down, 100 % please”" in line for line in explain_lines(delivery.pk))


def test_the_number_of_questions_does_not_grow(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            explain_lines(delivery.pk)
        return len(queries)

    before = asked()
    stage.network.before = fail(TryLater("busy"))
    for _ in range(3):
        stage.later()
    assert asked() <= before


def test_an_edit_tells_its_own_story(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "first")
    stage.work()
    edit_post(actor=cast.bo, post=delivery.post, version=1, text="second")
    edit = Delivery.objects.get(verb=Verb.REVISE)
    assert [line.by for line in explain(edit).lines] == [Person.objects.get(pk=cast.bo.pk).name]
