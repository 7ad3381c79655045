"""Joining by an invitation."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Invitation, Person, Role
from manyvoices.people.queries import waiting_invitation
from manyvoices.people.validity import check_email, check_fields, check_password


@transaction.atomic
def accept_invitation(*, token: str, name: str, email: str, password: str, language: str = "") -> Person:
    """The person who joined, with the role of the invitation.

    An invitation made from the shell for the address of somebody who is here gives that person a new password and
    the role. Raises NotThere when the invitation is used, revoked, expired or unknown, Invalid for what was typed.
    """
    now = clock.now()
    invitation = waiting_invitation(token).select_related("unit", "invited_by").first()
    # Claimed by a conditional update: of two who press at once one finds it waiting.
    if invitation is None or not waiting_invitation(token).update(accepted_at=now):
        raise NotThere(
            _("This invitation has ended or was used. Ask the person who invited you for a new one.")
        )
    known = _known(invitation)
    person = known if known is not None else Person(unit=invitation.unit, joined_at=now, language=language)
    person.name = name.strip()
    person.email = check_email(email, person=person)
    _with_password(person, password)
    person.save()
    Role.objects.get_or_create(
        person=person,
        name=invitation.role,
        unit=invitation.unit,
        brand=None,
        ended_at=None,
        defaults={"given_by": invitation.invited_by, "given_at": now},
    )
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
    audit.record(actor=person, verb="accept_invitation", target=invitation, role=invitation.role)
    return person


def _known(invitation: Invitation) -> Person | None:
    if invitation.invited_by is not None or not invitation.email:
        return None
    return Person.objects.filter(email=invitation.email, is_active=True).first()


def _with_password(person: Person, password: str) -> None:
    check_password(password, person)
    person.set_password(password)
    check_fields(person)
