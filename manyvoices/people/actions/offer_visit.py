"""The one-time link with which a visitor looks around in a demo."""

from datetime import timedelta

from django.db import transaction

from manyvoices.core import audit, clock, tokens
from manyvoices.core.models import World
from manyvoices.people.models import Organisation, Person, SignInLink

VALID_FOR = timedelta(hours=12)


def offer_visit(*, person: Person) -> str | None:
    """The token of a fresh link that signs a visitor in as `person`, once; None where this is no demo.

    Links offered before end with it: whoever started the demo last holds the only one.
    """
    if not Organisation.objects.filter(world=World.DEMO).exists():
        return None
    token, now = tokens.new_token(), clock.now()
    with transaction.atomic():
        SignInLink.objects.filter(person=person, used_at=None, revoked_at=None).update(revoked_at=now)
        link = SignInLink.objects.create(
            person=person,
            token_hash=tokens.hashed(token),
            made_by=person,
            made_at=now,
            expires_at=now + VALID_FOR,
        )
        audit.record(actor=None, verb="offer_visit", target=link)
    return token
