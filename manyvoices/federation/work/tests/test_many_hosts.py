"""Ten thousand servers, many of them dead: what is kept of each is little, and one answer brings one back."""

from datetime import timedelta

import pytest
import time_machine

from manyvoices.core import clock
from manyvoices.core.work.claiming import claim
from manyvoices.federation.actions.record_hosts import PARKED_FOR, record_hosts
from manyvoices.federation.models import Dispatch, RemoteHost
from manyvoices.federation.tests.neighbours import native, with_key
from manyvoices.federation.work.dispatches import Dispatches
from manyvoices.federation.work.forgetting import forget_idle_hosts
from tests.cast import Cast

HOSTS = [f"host{number}.example" for number in range(10_000)]
DEAD = HOSTS[:5_000]
START = clock.now()


def waiting(cast: Cast, hosts: list[str]) -> None:
    """One letter for each."""
    voice = with_key(cast.bo_voice)
    fields = {"voice": voice, "channel": native(voice), "type": "Accept", "activity": {"type": "Accept"}}
    rows = [
        Dispatch(
            activity_id=f"{host}#1",
            object_key=host,
            inbox=f"https://{host}/inbox",
            domain=host,
            kind="service",
            made_at=clock.now(),
            due_at=clock.now(),
            **fields,
        )
        for host in hosts
    ]
    Dispatch.objects.bulk_create(rows, batch_size=500)


# promise D7
# promise G10
@pytest.mark.long
def test_dead_hosts_are_parked_and_one_answer_revives_one(cast: Cast) -> None:
    with time_machine.travel(START, tick=False):
        waiting(cast, HOSTS)
        record_hosts(answered=HOSTS[5_000:], failed=DEAD)
        assert len(claim(Dispatches(), 1, 20_000, clock.now())) == 5_000
    for day in (2, 4):
        with time_machine.travel(START + timedelta(days=day), tick=False):
            record_hosts(answered=(), failed=DEAD)
    parked = RemoteHost.objects.filter(failures=3)
    assert parked.count() == 5_000
    assert {host.quiet_until for host in parked} == {START + timedelta(days=4) + PARKED_FOR}
    with time_machine.travel(START + timedelta(days=4, hours=1), tick=False):
        assert claim(Dispatches(), 2, 10, clock.now()) == []
        record_hosts(answered=DEAD[:1], failed=())
        assert [row.domain for row in claim(Dispatches(), 2, 10, clock.now())] == DEAD[:1]


# promise D7
@pytest.mark.django_db
def test_a_server_that_nothing_was_sent_to_for_months_is_forgotten(cast: Cast) -> None:
    with time_machine.travel(START, tick=False):
        record_hosts(answered=["quiet.example", "waited-for.example"], failed=["dead.example"])
        waiting(cast, ["waited-for.example"])
    with time_machine.travel(START + timedelta(days=80), tick=False):
        forget_idle_hosts()
        assert RemoteHost.objects.count() == 3
    with time_machine.travel(START + timedelta(days=100), tick=False):
        forget_idle_hosts()
        forget_idle_hosts()
        assert list(RemoteHost.objects.values_list("domain", flat=True)) == ["waited-for.example"]
