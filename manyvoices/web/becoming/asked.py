"""The purposes a person is asked about, each with its words and what becomes of it when it is withdrawn."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import Purpose
from manyvoices.people.wordings import shown

# A channel is asked about these, each channel on its own; the others are about the person everywhere.
OF_A_CHANNEL = (Purpose.PUBLISH, Purpose.COLLECT, Purpose.MEASURE, Purpose.CRISIS_USE)
OF_THE_PERSON = (Purpose.BE_NAMED, Purpose.BE_SHOWN)
# Where the law needs a yes to the very words that stand, a change of words is asked about again.
NEEDS_THE_NEWEST = frozenset({Purpose.PUBLISH, Purpose.CRISIS_USE})

WHEN_WITHDRAWN: dict[Purpose, Promise] = {
    Purpose.PUBLISH: _(
        "Planned posts there stop within a minute; what is published stays until you delete it."
    ),
    Purpose.COLLECT: _("New answers, likes and boosts there are not kept any more; what came before stays."),
    Purpose.MEASURE: _("Nothing is counted there from then on."),
    Purpose.CRISIS_USE: _("Your channel is left out of the next statement."),
    Purpose.BE_NAMED: _("You are not named from then on."),
    Purpose.BE_SHOWN: _("No new picture of you is published."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One purpose as it is asked."""

    purpose: Purpose
    words: str
    when_withdrawn: str | Promise
    needed: bool = False


def asked_of_a_new_voice(language: str) -> list[Asked]:
    """Every purpose, the one an own voice cannot be without first."""
    return [
        Asked(one, shown(one, language), WHEN_WITHDRAWN[one], needed=one == Purpose.PUBLISH)
        for one in (*OF_A_CHANNEL, *OF_THE_PERSON)
    ]
