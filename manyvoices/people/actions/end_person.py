"""Somebody leaves: everything they could do here ends at once."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from manyvoices.core import audit, clock
from manyvoices.people.last_administrator import refuse_last_administrator
from manyvoices.people.leaving_rotas import leave_rotas
from manyvoices.people.models import Consent, Grant, Invitation, Person, Role, SignInLink
from manyvoices.people.permissions import may_end_person
from manyvoices.people.queries import rights
from manyvoices.people.sessions import end_open
from manyvoices.people.validity import check_reason


@transaction.atomic
def end_person(*, actor: Person, person: Person, because: str) -> None:
    """End a person's access: sign-in, sessions, links, roles, grants, consents, turns on call. Rows about them
    stay as history, except what only they had to know.

    Each request and each action reads afresh whether its person is still here, so that one already under way is
    refused too. What lies above (posts they planned, voices they spoke as) is stopped by the chores that look down.
    Refused for oneself, outside the units the actor administers, and for the last administrator. Somebody who has
    left stays as they are.
    """
    may_end_person(rights(actor), person_id=person.pk, unit_id=person.unit_id)
    reason, now = check_reason(because), clock.now()
    refuse_last_administrator(Role.objects.filter(person=person))
    if not Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False, left_at=now):
        return
    person.refresh_from_db()
    _close_doors(person, now)
    Role.objects.filter(person=person, ended_at=None).update(ended_at=now, ended_by=actor, end_reason=reason)
    Grant.objects.filter(person=person, revoked_at=None).update(
        revoked_at=now, revoked_by=actor, revoke_reason=reason
    )
    Consent.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=now)
    leave_rotas(person, now)
    audit.record(actor=actor, verb="end_person", target=person, because=reason)


def _close_doors(person: Person, now: datetime) -> None:
    """Every way in: the password, second steps, open sessions, and links for them or known to them."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    Authenticator.objects.filter(user=person).delete()
    end_open(person)
    links = SignInLink.objects.filter(Q(person=person) | Q(made_by=person))
    links.filter(used_at=None, revoked_at=None).update(revoked_at=now)
    known = Q(invited_by=person)
    for field, own in (("email", person.email), ("login", person.login)):
        known |= Q(**{field: own}) if own else Q()
    Invitation.objects.filter(known, accepted_at=None, revoked_at=None).update(revoked_at=now)
