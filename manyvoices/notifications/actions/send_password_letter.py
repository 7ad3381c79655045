"""A letter with the link to choose a new password."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock, tokens
from manyvoices.notifications.models import Letter
from manyvoices.people.models import Person
from manyvoices.people.password_keys import new_key


@transaction.atomic
def send_password_letter(*, email: str, page: str) -> None:
    """Write the letter to whoever signs in with `email`; `page` is the address of the page, with KEY in place of the key.

    Says nothing about whether somebody does. For an address that nobody here has the same work is done and its letter
    thrown away, so that the answer takes as long.
    """
    address = Person.normalise_email(email)
    person = Person.objects.filter(email=address, is_active=True).first()
    letter = _letter(person if person is not None else _nobody(address), page)
    letter.save()
    if person is None:
        letter.delete()
    audit.record(actor=None, verb="ask_new_password", target=person)


def _nobody(address: str) -> Person:
    nobody = Person(pk=0, name="", email=address)
    nobody.set_unusable_password()
    return nobody


def _letter(person: Person, page: str) -> Letter:
    language, now = person.language or settings.LANGUAGE_CODE, clock.now()
    with translation.override(language):
        return Letter(
            person=person if person.pk else None,
            kind="new_password",
            to=person.email or "",
            language=language,
            subject=_("Choose a new password"),
            text=_(
                "Hello %(name)s,\n\nsomebody, probably you, asked for a new password. Choose one here within an hour; "
                "the link works once:\n\n%(link)s\n\nIf it was not you, do nothing: your password stays as it is.\n"
            )
            % {"name": person.name, "link": page.replace("KEY", new_key(person))},
            message_id=f"<{tokens.new_token()}@{settings.CONFIG.public_url.split('//', 1)[1].split(':', 1)[0]}>",
            made_at=now,
            due_at=now,
        )
