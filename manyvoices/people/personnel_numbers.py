"""What people without an e-mail address sign in with."""

import re

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person

_NUMBER = re.compile(r"[\w./-]{1,60}\Z")


def check_number(number: str) -> str:
    """The number as it is stored. Refuses what is no number, and one that somebody has, whatever its case."""
    plain = number.strip()
    if not _NUMBER.match(plain):
        raise Invalid(number=_("A personnel number has letters, digits and . - _ / only, at most 60."))
    if Person.objects.filter(login__iexact=plain).exists():
        raise Invalid(number=_("Somebody here already signs in with this number."))
    return plain
