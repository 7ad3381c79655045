"""The first act: an organisation, its root unit, its brand and the person who runs it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, NotThere
from manyvoices.people.models import Brand, Organisation, Person, Role, RoleName, Unit, UnitKind
from manyvoices.people.queries import live_setup_link
from manyvoices.people.validity import check_email, check_fields, check_password

FIRST_ROLES = (RoleName.ADMINISTRATOR, RoleName.PROGRAMME_LEAD, RoleName.EDITOR)


@transaction.atomic
def set_up(
    *,
    token: str,
    organisation_name: str,
    name: str,
    email: str,
    password: str,
    language: str = "en",
    time_zone: str = "UTC",
) -> Person:
    """The first person, with the roles that let them do everything, in a new organisation.

    Raises NotThere for a link that is used, expired or unknown, Conflict when there is an organisation already,
    Invalid for names, addresses and passwords that cannot be used. A refusal leaves the link as it was.
    """
    now = clock.now()
    # The conditional update decides between two who press at once: only one of them finds the link unused.
    if not live_setup_link(token).update(used_at=now):
        raise NotThere(_("This set-up link has ended. Start Manyvoices again to get a fresh one."))
    organisation = _organisation(organisation_name.strip(), language, time_zone, now)
    root = Unit.objects.create(kind=UnitKind.LEGAL_ENTITY, name=organisation.name)
    brand = Brand(name=organisation.name, is_default=True, language=language, time_zone=time_zone)
    brand.save()
    person = _first_person(root, name.strip(), email, password, now)
    audit.record(actor=person, verb="set_up", target=brand, organisation=organisation.name)
    return person


def _organisation(name: str, language: str, time_zone: str, now: datetime) -> Organisation:
    made = Organisation(name=name, language=language, time_zone=time_zone, set_up_at=now)
    check_fields(made, name="organisation_name")
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Manyvoices is already set up here. Sign in instead.")) from None
    return made


def _first_person(unit: Unit, name: str, email: str, password: str, now: datetime) -> Person:
    person = Person(name=name, email=check_email(email), unit=unit, joined_at=now)
    check_password(password, person)
    person.set_password(password)
    check_fields(person)
    person.save()
    Role.objects.bulk_create(
        Role(person=person, name=role, unit=unit, given_by=person, given_at=now) for role in FIRST_ROLES
    )
    return person
