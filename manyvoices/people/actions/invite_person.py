"""An invitation by link."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock, tokens
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Invitation, Person, RoleName, Unit
from manyvoices.people.permissions import may_give_role
from manyvoices.people.personnel_numbers import check_number
from manyvoices.people.queries import rights
from manyvoices.people.validity import check_email, check_fields

VALID_FOR = timedelta(days=14)


@transaction.atomic
def invite_person(
    *,
    actor: Person,
    name: str,
    unit: Unit,
    role: str,
    email: str = "",
    number: str = "",
    language: str = "",
) -> tuple[Invitation, str]:
    """The invitation and its token, which is shown once and kept nowhere. Good for one use within 14 days.

    `number` is the personnel number the person will sign in with, where they have one; `language` is the one they
    read the invitation in. Refused to whoever may not give `role` in `unit`. Invalid when somebody here already has
    the address or the number.
    """
    if role not in RoleName.values:
        raise Invalid(role=_("Choose one of the roles."))
    if language and language not in dict(settings.LANGUAGES):
        raise Invalid(language=_("Choose one of the languages."))
    may_give_role(rights(actor), to_id=None, role=role, unit_id=unit.pk)
    token, now = tokens.new_token(), clock.now()
    invitation = Invitation(
        token_hash=tokens.hashed(token),
        name=name.strip(),
        email=check_email(email) if email else "",
        login=check_number(number) if number else "",
        language=language,
        unit=unit,
        role=role,
        invited_by=actor,
        invited_at=now,
        expires_at=now + VALID_FOR,
    )
    check_fields(invitation, login="number")
    invitation.save()
    audit.record(actor=actor, verb="invite_person", target=invitation, role=role, unit=unit.pk)
    return invitation, token
