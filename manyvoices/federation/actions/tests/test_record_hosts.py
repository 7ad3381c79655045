from datetime import timedelta

import pytest
import time_machine

from manyvoices.core import clock
from manyvoices.federation.actions.record_hosts import record_hosts
from manyvoices.federation.models import Dispatch, RemoteHost
from manyvoices.federation.tests.neighbours import follow, say, stranger
from tests.cast import Cast

HOST = "far.example"


def host() -> RemoteHost:
    return RemoteHost.objects.get(domain=HOST)


def fail() -> RemoteHost:
    record_hosts(answered=(), failed=[HOST])
    return host()


@pytest.mark.django_db
def test_waits_grow_with_each_failure() -> None:
    start = clock.now()
    waits = []
    with time_machine.travel(start, tick=False):
        for _ in range(6):
            quiet = fail().quiet_until
            assert quiet is not None
            waits.append(quiet - start)
    assert waits == sorted(waits)
    assert timedelta(seconds=5) <= waits[0] < timedelta(seconds=10)
    assert waits[-1] > timedelta(minutes=2)
    assert host().failing_since == start


# promise G10
@pytest.mark.django_db
def test_three_days_of_failures_park_a_server_for_a_day() -> None:
    start = clock.now()
    with time_machine.travel(start, tick=False):
        fail()
    with time_machine.travel(start + timedelta(days=2), tick=False):
        quiet = fail().quiet_until
        assert quiet is not None
        assert quiet < clock.now() + timedelta(hours=8)
    with time_machine.travel(start + timedelta(days=3, hours=1), tick=False):
        assert fail().quiet_until == clock.now() + timedelta(hours=24)


# promise G10
def test_any_answer_revives_a_server_and_what_waits_for_it(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    say(cast.bo_voice)
    Dispatch.objects.update(due_at=clock.now() + timedelta(hours=5))
    fail()
    record_hosts(answered=[HOST], failed=[HOST])
    assert (host().failing_since, host().failures, host().quiet_until) == (None, 0, None)
    assert Dispatch.objects.filter(due_at__lte=clock.now()).exists()


@pytest.mark.django_db
def test_a_healthy_server_is_written_down_once_an_hour() -> None:
    start = clock.now()
    with time_machine.travel(start, tick=False):
        record_hosts(answered=[HOST], failed=())
    with time_machine.travel(start + timedelta(minutes=30), tick=False):
        record_hosts(answered=[HOST], failed=())
        assert host().answered_at == start
    with time_machine.travel(start + timedelta(minutes=61), tick=False):
        record_hosts(answered=[HOST], failed=())
        assert host().answered_at == clock.now()


def test_what_waits_for_a_silent_server_waits_as_long_as_the_server_is_left_alone(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    say(cast.bo_voice)
    quiet = fail().quiet_until
    assert Dispatch.objects.get().due_at == quiet
