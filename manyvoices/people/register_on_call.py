"""What is recorded about people who are on call and what they say of their own time: entries of the register."""

from django.utils.translation import gettext_lazy as _

from manyvoices.people.register import Entry, Source

_CONTRACT = _("Needed for what you and the organisation agreed on: working here with this product")
_SAID = _("You said it yourself")

ON_CALL = (
    Entry(
        name="on_call",
        title=_("When I am on call"),
        purpose=_("So that a message finds somebody who can answer it now"),
        basis=_CONTRACT,
        seen_by=_("Colleagues who answer in the unit of the rota, and its leads"),
        kept=_("For good, as history: what ended keeps its dates"),
        sources=(
            Source("people.ShiftTurn", "person", "shift__rota__unit__name shift__first_week shift__ended_at"),
            Source("people.Cover", "person", "rota__unit__name starts_at ends_at made_by__name cancelled_at"),
            Source(
                "people.Cover", "instead_of", "rota__unit__name starts_at ends_at person__name cancelled_at"
            ),
        ),
        changed_at="on-call",
    ),
    Entry(
        name="presence",
        title=_("Where I say I am"),
        purpose=_("So that nothing is put to you while you are away"),
        basis=_SAID,
        seen_by=_("You alone; others see only whether a message can go to you"),
        kept=_("The last word only, and absences until you leave"),
        sources=(
            Source("people.Presence", "person", "where until said_at"),
            Source("people.Absence", "person", "starts_at ends_at made_at cancelled_at"),
        ),
        changed_at="presence",
    ),
    Entry(
        name="effort",
        title=_("The minutes I declare"),
        purpose=_("So that your agreed time is respected: when it is used, others are asked"),
        basis=_SAID,
        seen_by=_("You alone; leads an average of five people at least, weeks later"),
        kept=_("Until you leave"),
        sources=(Source("people.Effort", "person", "day minutes declared_at"),),
        changed_at="my-time",
    ),
)
