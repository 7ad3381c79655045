"""The addresses that are written down follow the brand's handle domain."""

from manyvoices.people.models import Brand
from manyvoices.voices.addresses import address
from manyvoices.voices.models import Channel


def readdress_channels(*, brand: Brand) -> int:
    """Writes the present address on the native channels of a brand's voices, in the caller's transaction; how many."""
    changed = []
    for channel in Channel.objects.filter(network="native", voice__brand=brand).select_related(
        "voice__brand"
    ):
        now = address(channel.voice)
        if channel.address != now:
            channel.address = now
            changed.append(channel)
    return Channel.objects.bulk_update(changed, ["address"], batch_size=500)
