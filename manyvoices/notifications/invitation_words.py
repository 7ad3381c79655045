"""What an invitation says, in the language of whoever is invited."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from manyvoices.people.models import Invitation
from manyvoices.people.queries import organisation


def invitation_words(invitation: Invitation, link: str) -> tuple[str, str, str]:
    """Language, subject and text."""
    language = invitation.language or settings.LANGUAGE_CODE
    ours = organisation()
    with translation.override(language):
        said = {
            "name": invitation.name,
            "who": invitation.invited_by.name if invitation.invited_by else "",
            "organisation": ours.name if ours else "Manyvoices",
            "role": invitation.get_role_display(),
            "unit": invitation.unit.name,
            "link": link,
            "until": _until(invitation, ours.time_zone if ours else "UTC"),
        }
        subject = _("%(who)s invites you to %(organisation)s") % said
        return language, subject, "\n\n".join(paragraph % said for paragraph in _paragraphs())


def _paragraphs() -> list[str]:
    return [
        _("Hello %(name)s,"),
        _(
            "%(who)s invites you to speak for %(organisation)s in your own words: as %(role)s in %(unit)s. Open this "
            "link to see what that means and to choose how you sign in:"
        ),
        "%(link)s",
        _("The link is for you alone. It works once, until %(until)s."),
        _("If you did not expect this, you need not do anything: nothing happens without you."),
    ]


def _until(invitation: Invitation, zone: str) -> str:
    local = timezone.localtime(invitation.expires_at, ZoneInfo(zone))
    return formats.date_format(local, "DATE_FORMAT")
