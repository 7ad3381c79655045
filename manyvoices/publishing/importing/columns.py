"""The columns of a plan and the names they go by. Pure."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Column -> other names for it; compared without case, spaces and marks.
NAMES: dict[str, tuple[str, ...]] = {
    "voice": ("handle", "account", "as", "stimme"),
    "channels": ("channel", "network", "networks", "kanal", "kanäle"),
    "date": ("day", "datum", "tag"),
    "time": ("hour", "uhrzeit", "zeit"),
    "time_zone": ("timezone", "zone", "zeitzone"),
    "kind": ("type", "art"),
    "language": ("lang", "sprache"),
    "text": ("post", "message", "content", "words", "beitrag"),
    "content_warning": ("cw", "warning", "inhaltswarnung"),
}
COLUMNS = tuple(NAMES)

MEANS: dict[str, Promise] = {
    "voice": _("Its handle, like “northlight”. Needed unless you speak as one voice only."),
    "channels": _("Networks or addresses, separated by “|”. Empty: the channel on your own server."),
    "date": _("Like 2027-03-28 or 28.03.2027. Empty: a draft without a day."),
    "time": _("Like 08:10. Empty: a draft that wishes for the day."),
    "time_zone": _("Like “Europe/Berlin”. Empty: the zone you choose below."),
    "kind": _("promotion, story, help or service. Empty: promotion."),
    "language": _("Like “en”. Empty: the language of the voice."),
    "text": _("What the post says. Line breaks may stand inside quotation marks."),
    "content_warning": _("Shown before the text, at most 200 characters."),
}


def read_head(cells: Sequence[str]) -> tuple[str, ...]:
    """Which column each cell of a first line names, or ""."""
    return tuple(_BY_NAME.get(_plain(cell), "") for cell in cells)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


_BY_NAME = {_plain(name): column for column, names in NAMES.items() for name in (column, *names)}
