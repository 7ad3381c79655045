"""Changing a person's details."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_change_person
from manyvoices.people.queries import rights
from manyvoices.people.spoken import check_languages
from manyvoices.people.validity import check_fields, check_time_zone


@transaction.atomic
def change_person(
    *,
    actor: Person,
    person: Person,
    name: str,
    time_zone: str,
    language: str,
    languages: Sequence[str] | None = None,
    keys_off: bool | None = None,
) -> Person:
    """The person with a new name, time zone and language; empty zone and language follow the organisation.

    `languages` are those they speak besides, `keys_off` switches single-letter keys off; None leaves either as it is.
    Refused to everybody but the person and administrators of their unit.
    """
    may_change_person(rights(actor), person_id=person.pk, unit_id=person.unit_id)
    if language and language not in dict(settings.LANGUAGES):
        raise Invalid(language=_("Choose one of the languages."))
    wanted: dict[str, Any] = {
        "name": name.strip(),
        "time_zone": check_time_zone(time_zone),
        "language": language,
        "languages": person.languages if languages is None else check_languages(languages),
        "keys_off": person.keys_off if keys_off is None else keys_off,
    }
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    if not changed:
        return person
    for field in changed:
        setattr(person, field, wanted[field])
    check_fields(person)
    person.save(update_fields=changed)
    audit.record(actor=actor, verb="change_person", target=person, changed=changed)
    return person
