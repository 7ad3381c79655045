"""Snoozed conversations come back, once, with the reason."""

from datetime import timedelta

import pytest

from manyvoices.conversations.actions.snooze_conversation import snooze_conversation
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.models import Conversation, Event
from manyvoices.conversations.tests.talks import ago, talk
from manyvoices.conversations.work import waking
from manyvoices.conversations.work.waking import wake_snoozed
from manyvoices.core import clock
from manyvoices.notifications.models import Notification
from tests.cast import Cast


def put_aside(cast: Cast, *, minutes: int | None, since: int, kind: str = "complaint") -> Conversation:
    """Snoozed `since` minutes ago, for so many minutes."""
    one = talk(cast.operations, kind=kind, at=ago(since))
    take_conversation(actor=cast.cleo, conversation=one)
    until = clock.now() + timedelta(minutes=500) if minutes is not None else None
    snooze_conversation(actor=cast.cleo, conversation=one, until=until)
    back = {} if minutes is None else {"snoozed_until": ago(since - minutes)}
    Conversation.objects.filter(pk=one.pk).update(snoozed_at=ago(since), **back)
    return one


def on_top(one: Conversation) -> str:
    one.refresh_from_db()
    return one.on_top_because if one.snoozed_until is None else "asleep"


# promise F8
def test_each_comes_back_once_with_its_reason(cast: Cast) -> None:
    over = put_aside(cast, minutes=10, since=20)
    soon = put_aside(cast, minutes=None, since=50)
    wrote = put_aside(cast, minutes=None, since=5)
    asleep = put_aside(cast, minutes=None, since=5)
    Conversation.objects.filter(pk=wrote.pk).update(inbound_at=clock.now())
    for _again in range(2):
        wake_snoozed()
    assert [on_top(one) for one in (over, soon, wrote, asleep)] == [
        "snooze_over",
        "due_soon",
        "wrote",
        "asleep",
    ]
    assert Event.objects.filter(verb="woken").count() == 3
    assert Notification.objects.filter(kind="snooze_over").count() == 3


# promise F8
def test_a_crash_while_waking_leaves_it_asleep_and_the_next_run_wakes_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = put_aside(cast, minutes=10, since=20)

    class Crash(Exception):
        pass

    def dies(*_args: object, **_kwargs: object) -> None:
        raise Crash

    with monkeypatch.context() as broken:
        broken.setattr(waking, "tell", dies)
        with pytest.raises(Crash):
            wake_snoozed()
    assert on_top(over) == "asleep"
    assert not Event.objects.filter(verb="woken").exists()
    wake_snoozed()
    assert on_top(over) == "snooze_over"
    assert Notification.objects.filter(kind="snooze_over").count() == 1


def test_put_aside_when_it_was_late_it_sleeps_as_long_as_was_wished(cast: Cast) -> None:
    late = put_aside(cast, minutes=None, since=5)
    Conversation.objects.filter(pk=late.pk).update(snoozed_at=clock.now())
    late.promises.update(answer_by=ago(30))
    Conversation.objects.filter(pk=late.pk).update(due_at=ago(30))
    wake_snoozed()
    assert on_top(late) == "asleep"
