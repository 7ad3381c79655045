"""The links that let somebody in once: whether a token still opens its door."""

from django.db.models import QuerySet

from manyvoices.core import clock, tokens
from manyvoices.people.models import Invitation, SetupLink


def live_setup_link(token: str) -> QuerySet[SetupLink]:
    """The set-up link behind a token while it can be used, as a query of one row or none."""
    return SetupLink.objects.filter(token_hash=tokens.hashed(token), used_at=None, expires_at__gt=clock.now())


def waiting_invitation(token: str) -> QuerySet[Invitation]:
    """The invitation behind a token while it can be accepted, as a query of one row or none."""
    usable = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=clock.now())
    return usable.filter(token_hash=tokens.hashed(token))
