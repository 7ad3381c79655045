"""The columns of a file of people and the names they go by. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Column -> other names for it, as tables of personnel systems have them; compared without case, spaces and marks.
NAMES: dict[str, tuple[str, ...]] = {
    "name": ("full name", "person", "vor- und nachname", "name, vorname"),
    "email": ("e-mail", "mail", "email address", "e-mail-adresse", "mailadresse"),
    "number": ("personnel number", "employee number", "staff number", "login", "personalnummer", "pers.-nr."),
    "unit": ("department", "team", "organisation unit", "einheit", "abteilung", "bereich"),
    "role": ("rolle",),
    "language": ("sprache",),
    "time_zone": ("time zone", "timezone", "zeitzone"),
    "weekly_minutes": ("weekly minutes", "minutes", "minutes a week", "minuten", "wochenminuten"),
    "topics": ("topic", "expertise", "themen", "fachgebiete"),
    "invite": ("invitation", "einladen", "einladung"),
}
COLUMNS = tuple(NAMES)

SHOWN: dict[str, Promise] = {
    "name": _("Name"),
    "email": _("E-mail"),
    "number": _("Personnel number"),
    "unit": _("Unit"),
    "role": _("Role"),
    "language": _("Language"),
    "time_zone": _("Time zone"),
    "weekly_minutes": _("Weekly minutes"),
    "topics": _("Topics"),
    "invite": _("Invite"),
    "": _("Line"),
}
MEANS: dict[str, Promise] = {
    "name": _("First and family name. Needed for whoever is new."),
    "email": _("They sign in with it. Needed unless there is a personnel number."),
    "number": _("For colleagues without an e-mail address."),
    "unit": _("The way to it, like “Northlight AG / Operations”. Empty: the unit you choose below."),
    "role": _("As on the page of a person, like “ambassador”. Empty: no role."),
    "language": _("Of the pages they see, like “en”."),
    "time_zone": _("Like “Europe/Oslo”. Empty: the organisation's."),
    "weekly_minutes": _("A whole number, like 120. It counts as agreed when person and lead say so."),
    "topics": _("What they know, separated by “|”, like “brakes | night trains”."),
    "invite": _("“yes” or “no”: whether they get an invitation."),
}


@dataclass(frozen=True)
class Heading:
    """The first line: for each cell the column it is, or ""; what no rule reads; what is named twice."""

    columns: tuple[str, ...]
    unread: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def known(self) -> tuple[str, ...]:
        """The columns that are read, in the order of the file."""
        return tuple(dict.fromkeys(column for column in self.columns if column))


def read_heading(cells: Sequence[str]) -> Heading:
    """Which column each cell of a first line names."""
    columns = tuple(_BY_NAME.get(_plain(cell), "") for cell in cells)
    unread = tuple(
        cell.strip()[:80] for cell, column in zip(cells, columns, strict=True) if not column and cell.strip()
    )
    twice = tuple(column for column in dict.fromkeys(columns) if column and columns.count(column) > 1)
    return Heading(columns, unread[:50], twice)


def explained() -> list[tuple[str, Promise]]:
    """Each column as the sample file names it, with what to write in it."""
    return list(MEANS.items())


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


_BY_NAME = {_plain(name): column for column, names in NAMES.items() for name in (column, *names)}
