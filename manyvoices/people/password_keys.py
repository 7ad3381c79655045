"""The key of a link by which a forgotten password is replaced.

Nothing is stored: the key is signed over the password's hash and the address, so that choosing a password spends it.
It ends after PASSWORD_RESET_TIMEOUT.
"""

from django.contrib.auth.tokens import default_token_generator
from django.db.models import QuerySet

from manyvoices.people.models import Person


def new_key(person: Person) -> str:
    """A fresh key for this person."""
    return f"{person.pk}-{default_token_generator.make_token(person)}"


def person_of(key: str, among: QuerySet[Person] | None = None) -> Person | None:
    """Whose key it is, read afresh `among` these; None when it is old, used, made up, or of somebody who left."""
    number, _, token = key.partition("-")
    if not number.isdecimal() or len(number) > 18:
        return None
    people = Person.objects.all() if among is None else among
    person = people.filter(pk=int(number), is_active=True).first()
    return person if person is not None and default_token_generator.check_token(person, token) else None
