"""The practice network with short deadlines, so that a test of crashes takes seconds."""

from datetime import timedelta

from manyvoices.networks.contract import AdapterTools
from manyvoices.networks.sandbox.adapter import LIMITS, SandboxAdapter

__all__ = ["LIMITS", "make"]

DEADLINE = timedelta(seconds=1)
# Longer than a starved network is late: what it accepts after that would rightly count as never accepted.
SETTLE = timedelta(seconds=3)

LOOK_EVERY = timedelta(seconds=0.3)


def make(tools: AdapterTools) -> SandboxAdapter:
    """The adapter that wiring.NETWORKS names in the workers of these tests."""
    adapter = SandboxAdapter(tools.home, tools.own_url, deadline=DEADLINE, settle=SETTLE)
    adapter.look_every = LOOK_EVERY
    return adapter
