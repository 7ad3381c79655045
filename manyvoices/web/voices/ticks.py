"""What a look at each link of a profile has shown, in words for those who look after it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.voices.models import ProfileField, Voice
from manyvoices.voices.profile import is_link

# The words that `voices/work/links.py` leaves on the row.
REASONS: dict[str, Promise] = {
    "no-link": _("The page does not link to this voice's page. Add the link there; we look again in a week."),
    "no-rel": _('The page links here, but without rel="me". Add it to that link.'),
    "no-page": _("There is no page at this address."),
    "no-html": _("What stands at this address is no web page."),
    "not-asked": _("We do not go to this address: it is not on the public internet."),
    "too-large": _("The page is larger than a megabyte; we do not read so much."),
    "no-answer": _("The server did not answer. We try again tomorrow."),
}


@dataclass(frozen=True)
class Tick:
    """One link: since when it is verified, or why it is not."""

    name: str
    value: str
    verified_at: datetime | None
    reason: str | Promise


def ticks(voice: Voice) -> list[Tick]:
    """The links of the profile in their order; plain words are not checked."""
    return [_tick(row) for row in voice.fields.order_by("position") if is_link(row.value)]


def _tick(row: ProfileField) -> Tick:
    waiting = _("Not looked at yet; it takes a minute.")
    reason = REASONS.get(row.last_error, waiting if row.checked_at is None else "")
    return Tick(row.name, row.value, row.verified_at, reason)
