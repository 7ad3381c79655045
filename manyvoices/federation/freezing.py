"""The host of our ids and the handle domains of brands, frozen once another server has learnt one (DESIGN 10).

After that a changed address would orphan every follower without a word to anybody: another host refuses to start, and
another domain of a brand is refused to whoever wants to set it.
"""

from django.conf import settings
from django.utils.translation import gettext as _

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.federation.models import FrozenHost
from manyvoices.people.actions.freeze_handle_domain import freeze_handle_domain
from manyvoices.voices.models import Voice


def freeze(because: str) -> None:
    """Keeps our public address for good, in the caller's transaction. Doing it again changes nothing."""
    if FrozenHost.objects.exists():
        return
    config: Config = settings.CONFIG
    row = FrozenHost(origin=config.public_url, frozen_at=clock.now(), because=because[:200])
    # Two workers may freeze at once: the first one wins, and both say the same.
    FrozenHost.objects.bulk_create([row], ignore_conflicts=True)


def freeze_address(voice: Voice | None, because: str) -> None:
    """Keeps our public address and the handle domain of the voice's brand for good, in the caller's transaction."""
    freeze(because)
    if voice is not None and voice.brand.handle_domain_frozen_at is None:  # frozen is for good
        freeze_handle_domain(brand_id=voice.brand_id)


def check_host() -> str | None:
    """None when we may start; else the sentence that says why not and what to do."""
    config: Config = settings.CONFIG
    frozen = FrozenHost.objects.first()
    if frozen is None or frozen.origin == config.base_url:
        return None
    return _(
        "MANYVOICES_BASE_URL is %(now)s, but since %(day)s other servers know the voices under %(frozen)s. "
        "A change would lose every follower. Set MANYVOICES_BASE_URL=%(frozen)s again."
    ) % {
        "now": config.base_url or _("not set"),
        "frozen": frozen.origin,
        "day": frozen.frozen_at.date().isoformat(),
    }
