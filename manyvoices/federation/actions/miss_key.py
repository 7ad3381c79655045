"""Remember that a key is not to be had, so that nobody asks for it with every activity it signed."""

from datetime import datetime, timedelta

from manyvoices.federation.models import MissedKey

AGAIN_AFTER = timedelta(minutes=5)
GONE_FOR = timedelta(days=1)


def miss_key(*, key_id: str, domain: str, because: str, gone: bool, now: datetime) -> None:
    """One row a key, for five minutes, or a day where its server says that it is gone."""
    until = now + (GONE_FOR if gone else AGAIN_AFTER)
    fields = {"domain": domain, "because": because[:300], "gone": gone, "until": until}
    MissedKey.objects.update_or_create(key_id=key_id, defaults=fields)
