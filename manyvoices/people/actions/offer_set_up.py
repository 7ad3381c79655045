"""The one-time link with which a fresh installation is set up."""

from datetime import timedelta

from django.db import transaction

from manyvoices.core import audit, clock, tokens
from manyvoices.people.models import Organisation, SetupLink

VALID_FOR = timedelta(minutes=30)


def offer_set_up() -> str | None:
    """The token of a fresh set-up link, good for one use within 30 minutes; None once there is an organisation.

    Links offered before end with it: whoever started the installation last holds the only one.
    """
    if Organisation.objects.exists():
        return None
    token, now = tokens.new_token(), clock.now()
    with transaction.atomic():
        SetupLink.objects.filter(used_at=None, expires_at__gt=now).update(expires_at=now)
        link = SetupLink.objects.create(token_hash=tokens.hashed(token), expires_at=now + VALID_FOR)
        audit.record(actor=None, verb="offer_set_up", target=link)
    return token
