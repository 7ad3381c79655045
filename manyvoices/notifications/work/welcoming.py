"""Letters to people who came by a file and whose line asked for an invitation."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.notifications.actions.write_letter import write_letter
from manyvoices.notifications.mail_set_up import has_mail_server
from manyvoices.notifications.models import Letter
from manyvoices.people.importing.values import YES
from manyvoices.people.models import ImportLine
from manyvoices.people.queries import organisation

KIND = "welcome"
CHUNK = 25  # letters a transaction and a run
LOOKED_AT = timedelta(days=2)  # after its end an import is not looked at any longer


def welcome_imported() -> int:
    """Writes the next letters and returns how many. Each line gets one; none while e-mail is not set up."""
    if not has_mail_server():
        return 0
    with transaction.atomic():
        lines = list(_waiting()[:CHUNK])
        for line in lines:
            _write(line)
    return len(lines)


def _waiting() -> QuerySet[ImportLine]:
    running = Q(of__done_at=None) | Q(of__done_at__gt=clock.now() - LOOKED_AT)
    invited = reduce(or_, (Q(values__invite__iexact=word) for word in sorted(YES)))
    written = Letter.objects.filter(kind=KIND, about=OuterRef("pk"))
    lines = ImportLine.objects.filter(
        running, invited, of__send_letters=True, what="new", of__confirmed_at__isnull=False
    )
    there = lines.filter(done_at__isnull=False, person__is_active=True, person__email__isnull=False)
    return there.exclude(Exists(written)).select_related("person", "of__made_by").order_by("id")


def _write(line: ImportLine) -> None:
    """No link that opens the account by itself: whoever reads the letter asks for one, and it goes to the same address."""
    person, home = line.person, organisation()
    if person is None or not person.email:
        return
    language = person.language or settings.LANGUAGE_CODE
    with translation.override(language):
        words = {
            "name": person.name,
            "by": line.of.made_by.name,
            "organisation": home.name if home else "",
            "link": settings.CONFIG.public_url + reverse("forgotten"),
        }
        subject = _("Your account at %(organisation)s") % words
        text = (
            _(
                "Hello %(name)s,\n\n%(by)s made an account for you at %(organisation)s, where colleagues speak in their "
                "own words about their work. Nothing is expected of you, and nobody is enrolled: look around and "
                "choose for yourself.\n\nChoose a password here; type this e-mail address and you get a link:\n\n"
                "%(link)s\n"
            )
            % words
        )
    write_letter(
        kind=KIND,
        to=person.email,
        language=language,
        subject=subject,
        text=text,
        about=line.pk,
        person=person,
    )
