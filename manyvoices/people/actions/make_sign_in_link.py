"""A link, shown as a QR code, that signs a colleague in without an e-mail address."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock, tokens
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person, SignInLink
from manyvoices.people.permissions import may_let_in
from manyvoices.people.queries import rights, roles_held

# Beside a phone, or on a sheet of paper that waits in a locker for the next shift.
ON_A_SCREEN = timedelta(minutes=15)
ON_PAPER = timedelta(days=1)


@transaction.atomic
def make_sign_in_link(*, actor: Person, person: Person, on_paper: bool = False) -> tuple[SignInLink, str]:
    """The link and its token, which is shown once and kept nowhere. Good once, within 15 minutes or a day.

    Refused for oneself, outside the units the actor leads, and for whoever holds a role that the actor could not give.
    """
    may_let_in(rights(actor), person_id=person.pk, unit_id=person.unit_id, held=roles_held(person))
    if not Person.objects.filter(pk=person.pk, is_active=True).exists():
        raise Invalid(person=_("This person has left; nobody signs in as them any more."))
    token, now = tokens.new_token(), clock.now()
    link = SignInLink.objects.create(
        person=person,
        token_hash=tokens.hashed(token),
        made_by=actor,
        made_at=now,
        expires_at=now + (ON_PAPER if on_paper else ON_A_SCREEN),
    )
    audit.record(actor=actor, verb="make_sign_in_link", target=person, link=link.pk, on_paper=on_paper)
    return link, token
