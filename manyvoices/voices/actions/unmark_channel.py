"""A look at a channel begins: what waited there will be seen."""

from manyvoices.voices.models import CollectSoon


def unmark_channel(*, channel: int) -> bool:
    """Whether it was marked. A mark that is set from now on stands for the next look."""
    gone, _ = CollectSoon.objects.filter(channel=channel).delete()
    return bool(gone)
