"""What the options of a practice account mean."""

import json
from datetime import UTC, datetime

import pytest

from manyvoices.networks.asking import retry_after
from manyvoices.networks.sandbox import retrying
from manyvoices.networks.sandbox.answers import ODD
from manyvoices.networks.sandbox.connect import PRESETS, account
from manyvoices.networks.sandbox.faults import AFTER, BEFORE, NAMES, behaviour_of

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize("behaviour", sorted(NAMES | PRESETS.keys()))
def test_every_behaviour_that_can_be_connected_is_understood_by_the_network(behaviour: str) -> None:
    _token, options = account("secret", "bo", behaviour)
    assert behaviour_of(json.dumps(options)).names


def test_every_odd_answer_is_a_fault() -> None:
    assert ODD.keys() <= AFTER
    assert not BEFORE & AFTER


def test_a_fault_ends_after_its_times_and_look_ups_have_their_own() -> None:
    behaviour = behaviour_of('{"behaviour": ["refuse"], "times": 2, "lookup": "odd-null"}')
    assert [behaviour.fate(number).name for number in range(4)] == ["refuse", "refuse", "accept", "accept"]
    assert behaviour.fate_of_look_up().name == "odd-null"


@pytest.mark.parametrize("field", ["[]", '{"behaviour": "kind"}', '{"lookup": []}', '{"drip_ms": "x"}'])
def test_what_it_does_not_understand_is_refused(field: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        behaviour_of(field)


def test_each_kind_of_retry_after_is_what_its_name_says() -> None:
    waits = {kind: retry_after(retrying.field(kind, NOW).get("Retry-After"), NOW) for kind in retrying.KINDS}
    assert {kind for kind, wait in waits.items() if wait} == {"date", "far", "absurd"}
    assert retrying.field("17") == {"Retry-After": "17"}
