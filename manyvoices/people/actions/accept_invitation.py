"""Joining by an invitation."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.people.models import Invitation, Person, Role
from manyvoices.people.personnel_numbers import check_number
from manyvoices.people.queries import waiting_invitation
from manyvoices.people.validity import check_email, check_fields, check_password


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, email: str = "", language: str = "") -> Person:
    """The person who joined, with the role of the invitation.

    The address and the personnel number are those of the invitation; `email` is asked only where it names no address,
    and needed only where it names no number either. An invitation made from the shell for the address of somebody who
    is here gives that person a new password and the role. Raises NotThere when the invitation is used, revoked,
    expired or unknown, Invalid for what was typed; whether somebody else has an address is not said.
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
    person.email = _address(invitation.email or email, person, needed=not invitation.login)
    if invitation.login and not person.login:
        person.login = _number(invitation.login)
    _with_password(person, password)
    _save(person)
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


def _address(email: str, person: Person, *, needed: bool) -> str | None:
    if not email.strip():
        if needed:
            raise Invalid(email=_("An e-mail address is needed to sign in."))
        return None
    try:
        return check_email(email, person=person)
    except Invalid:
        raise Invalid(email=_not_this("")) from None


def _number(number: str) -> str:
    try:
        return check_number(number)
    except Invalid:
        raise Invalid(number=_not_this(number)) from None


def _not_this(number: str) -> str:
    """The same words whatever the reason: who holds a link learns of nobody else here."""
    if number:
        return _("This personnel number cannot be used to join. Ask the person who invited you.")
    return _("This address cannot be used to join. Use another one, or ask the person who invited you.")


def _with_password(person: Person, password: str) -> None:
    check_password(password, person)
    person.set_password(password)
    check_fields(person)


def _save(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # somebody joined with the same address at the same moment
        raise Invalid(email=_not_this("")) from None
