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
from manyvoices.notifications.queries.preferences import waits_until, why_unmailed
from manyvoices.notifications.unmailed import Unmailed
from manyvoices.people.models import Person


@transaction.atomic
def tell_person(
    *, person: Person, kind: str, key: str, subject: str, text: str = "", link: str = ""
) -> Notification:
    """The notification. The same `key` for the same person is told once, however often this is called.

    `subject` and `text` are plain words in the person's language; `link` is a path on our own host. Called inside an
    action's transaction it is written with it. `kinds.py` and the person say whether it is mailed, and their
    quiet hours when; nobody who left gets a letter.
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
    if is_new:
        told.unmailed = _mail(told, person)
        told.save(update_fields=["unmailed"])
    return told


def _mail(told: Notification, person: Person) -> str:
    """Write the letter; why not where there is none to write."""
    reason = why_unmailed(person, told.kind)
    if reason:
        return reason
    language, kind = person.language or settings.LANGUAGE_CODE, kind_of(told.kind)
    with translation.override(language):
        subject = str(kind.says) if kind.is_private else told.subject
        try:
            letter = write_letter(
                kind=told.kind,
                to=person.email or "",
                language=language,
                subject=subject,
                text=_text(told, subject, is_private=kind.is_private),
                about=told.pk,
                person=person,
                notification=told,
                waits_until=waits_until(person, told.kind, told.made_at),
            )
        except Invalid:
            return Unmailed.ODD_ADDRESS  # no mail server reads it: the line on the page is all they get
    return "" if letter is not None else Unmailed.NO_SERVER


def _text(told: Notification, subject: str, *, is_private: bool) -> str:
    home = settings.CONFIG.public_url
    said = [subject] if is_private or not told.text else [subject, told.text]
    where = [home + told.link] if told.link.startswith("/") else []
    rest = _("Everything you were told stands here: %(address)s") % {"address": f"{home}/notifications"}
    return "\n\n".join([*said, *where, rest])
