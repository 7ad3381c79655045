"""A letter to oneself, to see whether letters leave."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.notifications.actions.write_letter import write_letter
from manyvoices.notifications.models import Letter
from manyvoices.notifications.permissions import may_see_mail_server
from manyvoices.notifications.queries import last_test
from manyvoices.people.models import Person
from manyvoices.people.queries import rights, root_unit


@transaction.atomic
def try_mail_server(*, actor: Person) -> Letter:
    """The test letter, tried once; a press while one is on its way gives that one.

    Refused to all but administrators of everything, Conflict without a mail server, Invalid without an own address.
    """
    may_see_mail_server(rights(actor), root_id=root_unit().pk)
    if not actor.email:
        raise Invalid(
            email=_("You have no e-mail address yourself. Ask an administrator who has one to test.")
        )
    under_way = last_test()
    if under_way is not None and under_way.due_at is not None:
        return under_way
    language = actor.language or settings.LANGUAGE_CODE
    with translation.override(language):
        letter = write_letter(
            kind="test",
            to=actor.email,
            language=language,
            subject=_("Letters leave Manyvoices"),
            text=_("This is the test letter you asked for. E-mail is set up."),
            person=actor,
        )
    if letter is None:
        raise Conflict(_("There is no mail server yet. Save one first."))
    audit.record(actor=actor, verb="try_mail_server", target=letter)
    return letter
