"""Somebody is erased: what is left is a number that says nothing, so that history still adds up."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from manyvoices.core import clock
from manyvoices.people.last_administrator import refuse_last_administrator
from manyvoices.people.leaving_rotas import leave_rotas
from manyvoices.people.models import (
    Absence,
    Consent,
    Correction,
    Effort,
    Expertise,
    Grant,
    ImportLine,
    Invitation,
    Nomination,
    Person,
    Presence,
    Role,
    SignInLink,
    TopicProposal,
)
from manyvoices.people.sessions import end_open


@transaction.atomic
def erase_person(*, person: Person, called: str) -> int | None:
    """Empties everything about the person, who is `called` so from now on; returns the id of their picture.

    Refused for the last administrator. Roles, grants and consents keep their dates: they prove what was done, and
    name nobody any more. A second time changes nothing.
    """
    refuse_last_administrator(Role.objects.filter(person=person))
    now, picture = clock.now(), person.picture_id
    _empty_around(person)
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    end_open(person)
    SignInLink.objects.filter(person=person).delete()
    Role.objects.filter(person=person, ended_at=None).update(ended_at=now)
    Grant.objects.filter(person=person, revoked_at=None).update(revoked_at=now)
    Grant.objects.filter(person=person).update(reason=called, revoke_reason="")
    Consent.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=now)
    Person.objects.filter(coach=person).update(coach=None)
    Person.objects.filter(buddy=person).update(buddy=None)
    person.set_unusable_password()
    person.name, person.email, person.login, person.picture = called, None, None, None
    person.language, person.time_zone, person.languages, person.working_pattern = "", "", [], {}
    person.keys_off = False
    person.track, person.track_chosen_at, person.coach, person.buddy = "", None, None, None
    person.weekly_minutes = person.minutes_agreed_by = person.minutes_agreed_at = person.last_login = None
    person.is_active, person.left_at = False, person.left_at or now
    person.save()
    leave_rotas(person, now)  # whoever is told of it reads what the person is called by now
    return picture


def _empty_around(person: Person) -> None:
    """What others wrote about them, and what they wrote about themselves, before the address that finds it is gone."""
    known = Q(accepted_by=person)
    for field, own in (("email", person.email), ("login", person.login)):
        known |= Q(**{f"{field}__iexact": own}) if own else Q()
    Invitation.objects.filter(known).update(name="", email="", login="")
    ImportLine.objects.filter(person=person).update(values={}, errors=[])
    for own_word in (Absence, Effort, Expertise, Presence):
        own_word._default_manager.filter(person=person).delete()
    TopicProposal.objects.filter(proposed_by=person).update(because="")
    Nomination.objects.filter(nominee=person).update(reason="", decline_reason="")
    Correction.objects.filter(person=person).update(text="", answer="")
