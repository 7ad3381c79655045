"""What can be done with the chosen lines of the inbox, each through the action of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from manyvoices.conversations.actions.assign_conversation import assign_conversation
from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.actions.correct_triage import correct_triage
from manyvoices.conversations.actions.label_conversation import label_conversation
from manyvoices.conversations.actions.snooze_conversation import snooze_conversation
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.models import Conversation, Kind, Label
from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person, Unit
from manyvoices.web.inbox.offered import Offered, offer
from manyvoices.web.long_select import LongSelect

MORNING = time(8)
UNTIL = {
    "hour": gettext_lazy("for an hour"),
    "tomorrow": gettext_lazy("until tomorrow, 8:00"),
    "monday": gettext_lazy("until Monday, 8:00"),
    "wrote": gettext_lazy("until they write"),
}


class PressForm(forms.Form):
    """What goes with two of the presses: which label, and to whom."""

    # Beside other buttons: what one of them needs must not stop another.
    use_required_attribute = False

    label = forms.ChoiceField(label=gettext_lazy("Which label?"), widget=LongSelect)
    to = forms.ChoiceField(label=gettext_lazy("To whom?"), widget=LongSelect)

    def __init__(self, choices: Offered) -> None:
        super().__init__(auto_id="press-%s")
        people = [(f"person.{pk}", name) for pk, name in choices.people]
        queues = [(f"unit.{pk}", _("Queue of %(unit)s") % {"unit": name}) for pk, name in choices.units]
        offer(self, {"label": choices.labels, "to": [*people, *queues]})


@dataclass(frozen=True, slots=True)
class Press:
    """`does` it to one conversation of which the person saw this version; `done` says of how many it was done."""

    does: Callable[..., object]
    done: Callable[[int], str]


def _take(me: Person, row: Conversation, _seen: int | None, _said: Mapping[str, Any]) -> object:
    return take_conversation(actor=me, conversation=row)


def _close(me: Person, row: Conversation, seen: int | None, said: Mapping[str, Any]) -> object:
    return close_conversation(
        actor=me, conversation=row, outcome=str(said.get("close", "")), seen_version=seen
    )


def _spam(me: Person, row: Conversation, _seen: int | None, _said: Mapping[str, Any]) -> object:
    return correct_triage(actor=me, conversation=row, question="kind", said=Kind.SPAM)


def _label(me: Person, row: Conversation, _seen: int | None, said: Mapping[str, Any]) -> object:
    label = Label.objects.filter(pk=number(said.get("label"))).first()
    if label is None:
        raise Invalid(label=_("Choose a label first."))
    return label_conversation(actor=me, conversation=row, label=label)


def _snooze(me: Person, row: Conversation, _seen: int | None, said: Mapping[str, Any]) -> object:
    return snooze_conversation(actor=me, conversation=row, until=moment(str(said.get("snooze", ""))))


def _assign(me: Person, row: Conversation, _seen: int | None, said: Mapping[str, Any]) -> object:
    kind, _dot, pk = str(said.get("to", "")).partition(".")
    person = Person.objects.filter(pk=number(pk)).first() if kind == "person" else None
    unit = Unit.objects.filter(pk=number(pk)).first() if kind == "unit" else None
    return assign_conversation(actor=me, conversation=row, person=person, unit=unit)


def moment(until: str) -> datetime | None:
    """The moment that is meant, by the reader's clock; None for "until they write". Raises Invalid for anything else."""
    if until not in UNTIL:
        raise Invalid(until=_("Choose how long to put it aside."))
    if until == "wrote":
        return None
    now = timezone.localtime(clock.now())
    if until == "hour":
        return now + timedelta(hours=1)
    days = 1 if until == "tomorrow" else 7 - now.weekday()
    return datetime.combine(now.date() + timedelta(days=days), MORNING, tzinfo=now.tzinfo)


def number(said: object) -> int:
    """The number of a row, as typed; 0, which no row has, for anything that is none."""
    text = str(said or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


PRESSES: Mapping[str, Press] = {
    "take": Press(
        _take, lambda n: ngettext("%(n)s conversation is yours now.", "%(n)s conversations are yours now.", n)
    ),
    "close": Press(
        _close, lambda n: ngettext("%(n)s conversation is done.", "%(n)s conversations are done.", n)
    ),
    "spam": Press(
        _spam, lambda n: ngettext("%(n)s conversation is spam.", "%(n)s conversations are spam.", n)
    ),
    "label": Press(
        _label,
        lambda n: ngettext("%(n)s conversation has the label.", "%(n)s conversations have the label.", n),
    ),
    "snooze": Press(
        _snooze,
        lambda n: ngettext("%(n)s conversation is put aside.", "%(n)s conversations are put aside.", n),
    ),
    "assign": Press(
        _assign,
        lambda n: ngettext("%(n)s conversation was passed on.", "%(n)s conversations were passed on.", n),
    ),
}
