"""Checks that every action makes of what people typed, before anything is written."""

from datetime import datetime

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator, validate_password
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.core.zones import known_zones
from manyvoices.people.models import Person


def check_fields(row: Model, **shown_as: str) -> None:
    """Refuse with Invalid what does not fit the row's fields (length, form); relations and uniqueness are not asked.

    `shown_as` maps a field of the row to the name the input has for the person who typed it.
    """
    left_out = {
        field.name
        for field in row._meta.fields
        if field.is_relation or (field.null and getattr(row, field.attname) is None)
    }
    try:
        row.clean_fields(exclude=left_out)
    except ValidationError as error:
        said = {field: str(sentences[0]) for field, sentences in error.message_dict.items()}
        raise Invalid(**{shown_as.get(field, field): text for field, text in said.items()}) from None


def check_reason(because: str) -> str:
    """The reason without space around it. Refuses none and one that is too long for the record."""
    reason = because.strip()
    if not reason:
        raise Invalid(because=_("Say why in a few words; the reason stands in the record."))
    if len(reason) > 500:
        raise Invalid(because=_("Keep the reason under 500 characters."))
    return reason


def check_password(password: str, person: Person) -> None:
    """Refuse with Invalid a password that is too short, too common or too much like the person's name."""
    alike = UserAttributeSimilarityValidator(user_attributes=("name", "email", "login"))
    try:
        validate_password(password, person)
        alike.validate(password, person)
    except ValidationError as error:
        raise Invalid(password=" ".join(error.messages)) from None


def check_email(email: str, *, person: Person | None = None) -> str:
    """The address as it is stored. Refuses one that somebody else of the organisation signs in with."""
    address = Person.normalise_email(email)
    if not address:
        raise Invalid(email=_("An e-mail address is needed to sign in."))
    others = Person.objects.filter(email=address)
    if others.exclude(pk=person.pk if person is not None else 0).exists():
        raise Invalid(email=_("Somebody here already signs in with this address."))
    return address


def check_time_zone(name: str) -> str:
    """A known zone of the tz database, or empty for the organisation's own."""
    if name and name not in known_zones():
        raise Invalid(time_zone=_("This time zone is not known. Write it like Europe/Vienna."))
    return name


def check_future(end: datetime | None, *, field: str) -> None:
    """Refuse an end that has already passed."""
    if end is not None and end <= clock.now():
        raise Invalid(**{field: _("This moment has already passed.")})
