"""What may be wrong in a line: kept as a code, said in the language of whoever reads. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.people.importing.columns import SHOWN

SHOWN_LETTERS = 80

# Code -> what is wrong, what to write instead.
SENTENCES: dict[str, tuple[Promise, Promise]] = {
    "name_missing": (_("There is no name."), _("Write first and family name.")),
    "nothing_to_sign_in": (
        _("There is neither an e-mail address nor a personnel number."),
        _("Write one of them; without it nobody can sign in."),
    ),
    "too_long": (_("This is too long."), _("Keep it under %(most)s characters.")),
    "odd_letters": (_("It holds letters that cannot be shown."), _("Type it again.")),
    "email_form": (_("This is no e-mail address."), _("Write it like anna.berg@example.com.")),
    "number_form": (
        _("A personnel number has letters, digits and . - _ / only."),
        _("Write it like A-10234."),
    ),
    "unit_unknown": (
        _("There is no such unit."),
        _("Write the way to it from the top, like “Northlight AG / Operations”."),
    ),
    "unit_ambiguous": (_("There are several units of this name."), _("Write the way to it from the top.")),
    "unit_not_yours": (
        _("You do not lead this unit."),
        _("Choose one of your units, or ask an administrator to import this line."),
    ),
    "role_unknown": (_("There is no such role."), _("Write one of: %(known)s.")),
    "role_not_yours": (
        _("You may not give this role in this unit."),
        _("Write a role you may give, or leave it empty."),
    ),
    "role_own": (_("Nobody changes their own roles."), _("Leave it empty in your own line.")),
    "language_unknown": (_("There are no pages in this language."), _("Write one of: %(known)s.")),
    "time_zone_unknown": (_("This time zone is not known."), _("Write it like Europe/Oslo.")),
    "minutes_form": (_("This is no number of minutes of a week."), _("Write a whole number from 0 to 2400.")),
    "topics_unknown": (
        _("These topics are not known: %(names)s."),
        _("Add them on the page of topics first, or leave them out."),
    ),
    "topics_many": (_("These are more than %(most)s topics."), _("Name those that matter most.")),
    "invite_form": (_("This is neither yes nor no."), _("Write “yes” or “no”.")),
    "invite_nowhere": (
        _("There is no e-mail address to send an invitation to."),
        _("Add one, or write “no” and hand over a sign-in link."),
    ),
    "cells_many": (
        _("This line has more cells than the first line has columns."),
        _("Look for a missing quotation mark or one separator too many."),
    ),
    "same_as": (_("Line %(line)s has the same one already."), _("Keep one of the two lines.")),
    "two_people": (
        _("The e-mail address and the personnel number belong to two different people."),
        _("Correct one of them."),
    ),
    "taken": (
        _("Somebody in a unit you do not lead has it already."),
        _("Ask an administrator to import this line."),
    ),
    "left": (
        _("This person has left."),
        _("Remove the line, or ask an administrator to let them come back."),
    ),
    "not_yours": (
        _("You may not change this for somebody who is here already."),
        _("Leave it empty. The person or an administrator changes it."),
    ),
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a line: in which column, what, and what stood there."""

    column: str
    code: str
    value: str = ""
    more: Mapping[str, Any] | None = None

    def kept(self) -> dict[str, Any]:
        """How it is kept with the line."""
        return {
            "column": self.column,
            "code": self.code,
            "value": self.value[:SHOWN_LETTERS],
            **(self.more or {}),
        }


@dataclass(frozen=True)
class Said:
    """A problem in words."""

    column: str
    value: str
    wrong: str
    write: str


def said(kept: Mapping[str, Any]) -> Said:
    """A kept problem in the reader's language."""
    wrong, write = SENTENCES[kept["code"]]
    return Said(str(SHOWN[kept["column"]]), kept["value"], str(wrong) % kept, str(write) % kept)
