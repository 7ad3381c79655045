"""One line for one person, and a letter where they have an address and the organisation has a mail server."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.notifications.actions.write_letter import write_letter
from manyvoices.notifications.kinds import kind_of
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Person


@transaction.atomic
def tell_person(
    *, person: Person, kind: str, key: str, subject: str, text: str = "", link: str = ""
) -> Notification:
    """The notification. The same `key` for the same person is told once, however often this is called.

    `subject` and `text` are plain words in the person's language; `link` is a path on our own host. Called inside an
    action's transaction it is written with it. `kinds.py` says whether it is mailed; nobody who left gets a letter.
    """
    told, is_new = Notification.objects.get_or_create(
        person=person,
        key=key[:120],
        defaults={
            "kind": kind,
            "subject": subject[:200],
            "text": text[:1000],
            "link": link[:300],
            "made_at": clock.now(),
        },
    )
    if is_new and kind_of(kind).mails and person.email and person.is_active:
        _mail(told, person, person.email)
    return told


def _mail(told: Notification, person: Person, address: str) -> None:
    language, kind = person.language or settings.LANGUAGE_CODE, kind_of(told.kind)
    with translation.override(language):
        subject = str(kind.says) if kind.is_private else told.subject
        try:
            write_letter(
                kind=told.kind,
                to=address,
                language=language,
                subject=subject,
                text=_text(told, subject, is_private=kind.is_private),
                about=told.pk,
                person=person,
                notification=told,
            )
        except Invalid:
            return  # an address no mail server reads: the line on the page is all they get


def _text(told: Notification, subject: str, *, is_private: bool) -> str:
    home = settings.CONFIG.public_url
    said = [subject] if is_private or not told.text else [subject, told.text]
    where = [home + told.link] if told.link.startswith("/") else []
    rest = _("Everything you were told stands here: %(address)s") % {"address": f"{home}/notifications"}
    return "\n\n".join([*said, *where, rest])
