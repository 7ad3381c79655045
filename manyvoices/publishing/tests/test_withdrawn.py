"""A yes is taken back while posts are planned: they stop, and their author is told once."""

from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.notifications.models import Notification
from manyvoices.people.actions.give_consent import give_consent
from manyvoices.people.actions.withdraw_consent import withdraw_consent
from manyvoices.people.models import Consent, Purpose
from manyvoices.publishing.actions.retry_delivery import retry_delivery
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.status import status
from manyvoices.publishing.tests.stage import Stage, released, state
from manyvoices.publishing.work.withdrawn import stop_without_consent
from tests.cast import Cast


def planned(cast: Cast, text: str = "Tomorrow we test the brakes.") -> Delivery:
    """A post of Bo's for tomorrow."""
    delivery = released(cast.bo, cast.bo_voice, text)
    Delivery.objects.filter(pk=delivery.pk).update(due_at=clock.now() + timedelta(days=1))
    return delivery


def take_back(cast: Cast) -> None:
    withdraw_consent(actor=cast.bo, consent=Consent.objects.filter(person=cast.bo, purpose="publish")[0])


# promise I15
def test_what_is_planned_stops_long_before_its_time_and_is_told_once(cast: Cast) -> None:
    delivery, others = planned(cast), released(cast.ada, cast.ada_voice)
    stop_without_consent()
    assert state(delivery) == State.QUEUED
    take_back(cast)
    for _ in range(3):
        stop_without_consent()
    assert state(delivery) == State.FAILED
    assert delivery.due_at is None
    assert "yes" in status(delivery).sentence
    assert state(others) == State.QUEUED
    told = Notification.objects.get(person=cast.bo)
    assert str(delivery.post_id) in told.link
    assert "planned post stopped" in told.subject
    assert not Notification.objects.exclude(person=cast.bo).exists()


def test_several_are_told_in_one_line(cast: Cast) -> None:
    rows = [planned(cast, f"Post {number}.") for number in range(3)]
    take_back(cast)
    stop_without_consent()
    assert {state(row) for row in rows} == {State.FAILED}
    told = Notification.objects.get(person=cast.bo)
    assert told.subject.startswith("3 planned posts")
    assert told.link == "/queue/"


def test_what_the_fence_stopped_first_is_told_as_well(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    take_back(cast)
    stage.work()
    assert state(delivery) == State.FAILED
    for _ in range(2):
        stop_without_consent()
    assert Notification.objects.filter(person=cast.bo).count() == 1
    assert stage.network.published == []


def test_a_row_in_a_workers_hands_is_left_to_it(cast: Cast) -> None:
    delivery = planned(cast)
    Delivery.objects.filter(pk=delivery.pk).update(taken_by=7)
    take_back(cast)
    stop_without_consent()
    assert state(delivery) == State.QUEUED
    assert not Notification.objects.exists()


def test_a_yes_for_any_channel_still_covers_and_an_expired_one_does_not(cast: Cast) -> None:
    delivery = planned(cast)
    everywhere = give_consent(actor=cast.bo, purpose=Purpose.PUBLISH)
    take_back(cast)
    Consent.objects.filter(person=cast.bo, channel__isnull=False).update(withdrawn_at=clock.now())
    Consent.objects.filter(pk=everywhere.pk).update(withdrawn_at=None)
    stop_without_consent()
    assert state(delivery) == State.QUEUED
    Consent.objects.filter(pk=everywhere.pk).update(expires_at=clock.now())
    stop_without_consent()
    assert state(delivery) == State.FAILED


@pytest.mark.parametrize("again", [True, False])
def test_afterwards_it_is_retried_with_a_new_yes_or_made_a_draft(
    cast: Cast, stage: Stage, again: bool
) -> None:
    delivery = planned(cast)
    take_back(cast)
    stop_without_consent()
    if not again:
        assert unschedule_post(actor=cast.bo, post=delivery.post).is_draft
        return
    give_consent(actor=cast.bo, purpose=Purpose.PUBLISH, channel_id=delivery.channel_id)
    retry_delivery(actor=cast.bo, delivery=delivery)
    stop_without_consent()
    stage.work()
    assert state(delivery) == State.SENT
