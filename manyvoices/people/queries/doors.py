"""The links that let somebody in once: whether a token still opens its door."""

from django.db.models import QuerySet

from manyvoices.core import clock, tokens
from manyvoices.people.models import Invitation, Person, Role, SetupLink, SignInLink


def live_setup_link(token: str) -> QuerySet[SetupLink]:
    """The set-up link behind a token while it can be used, as a query of one row or none."""
    return SetupLink.objects.filter(token_hash=tokens.hashed(token), used_at=None, expires_at__gt=clock.now())


def waiting_invitation(token: str) -> QuerySet[Invitation]:
    """The invitation behind a token while it can be accepted, as a query of one row or none."""
    usable = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=clock.now())
    return usable.filter(token_hash=tokens.hashed(token))


def usable_sign_in_link(token: str) -> QuerySet[SignInLink]:
    """The sign-in link behind a token while it can be used, as a query of one row or none."""
    return _usable().filter(token_hash=tokens.hashed(token), person__is_active=True)


def sign_in_links(person: Person) -> QuerySet[SignInLink]:
    """The links made for somebody that can still be used, newest first."""
    return _usable().filter(person=person).select_related("made_by").order_by("-made_at", "-pk")


def roles_held(person: Person) -> list[tuple[str, int]]:
    """The live roles of somebody, as (role, unit)."""
    return list(Role.objects.filter(person=person, ended_at=None).values_list("name", "unit_id"))


def _usable() -> QuerySet[SignInLink]:
    return SignInLink.objects.filter(used_at=None, revoked_at=None, expires_at__gt=clock.now())
