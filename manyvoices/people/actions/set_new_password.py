"""A new password by the link of a letter."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.change_password import change_password
from manyvoices.people.models import Person
from manyvoices.people.password_keys import person_of


@transaction.atomic
def set_new_password(*, key: str, password: str) -> Person:
    """The person whose password this is now; all their sessions have ended, and the link is spent.

    It signs nobody in: the sign-in that follows asks for the second step as always. Raises NotThere for a link that
    is old, used or made up, Invalid for the password.
    """
    # Locked, so that of two who use the link at once the second finds it spent.
    person = person_of(key, Person.objects.select_for_update())
    if person is None:
        raise NotThere(_("This link has ended or was used. Ask for a new one on the sign-in page."))
    change_password(actor=person, password=password)
    return person
