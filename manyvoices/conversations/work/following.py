"""Running promises follow what their units promise."""

from manyvoices.conversations.policies import recount


def follow_policies() -> None:
    """A chore: what a change of a policy did not bring along by itself, a batch a run. A second run finds nothing."""
    recount()
