"""A brand's handle domain stays as it is once another server has learnt an address of one of its voices."""

from manyvoices.core import clock
from manyvoices.people.models import Brand


def freeze_handle_domain(*, brand_id: int) -> bool:
    """Freezes it, also where it is empty, in the caller's transaction; False when it was frozen before."""
    live = Brand.objects.filter(pk=brand_id, handle_domain_frozen_at=None)
    return bool(live.update(handle_domain_frozen_at=clock.now()))
