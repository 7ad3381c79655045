"""The practice network with short deadlines, so that a test of crashes takes seconds."""

from datetime import timedelta

from manyvoices.networks.contract import AdapterTools
from manyvoices.networks.sandbox.adapter import LIMITS, SandboxAdapter

__all__ = ["LIMITS", "make"]

DEADLINE = timedelta(seconds=1)
SETTLE = timedelta(seconds=0.4)


def make(tools: AdapterTools) -> SandboxAdapter:
    """The adapter that wiring.NETWORKS names in the workers of these tests."""
    return SandboxAdapter(tools.home, tools.own_url, deadline=DEADLINE, settle=SETTLE)
