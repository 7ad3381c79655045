"""The stage: a fake network in the place of every network, and a worker that stands in the test's transaction."""

from collections.abc import Iterator

import pytest

from manyvoices.networks import registry
from manyvoices.publishing.tests.stage import Desk, FakeNetwork, Stage


@pytest.fixture
def stage(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A worker and its network."""
    network, desk = FakeNetwork(), Desk()
    monkeypatch.setattr(registry, "adapter", lambda _network, _tools: network)
    yield Stage(network, desk)
    desk.close()
