"""What the address of the inbox asks for, and the fields with which it is asked."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices import wiring
from manyvoices.conversations.models import Kind
from manyvoices.conversations.queries.inbox import Wanted
from manyvoices.conversations.queries.views import VIEWS
from manyvoices.core.refusals import Invalid
from manyvoices.people.spoken import languages_to_choose
from manyvoices.web.inbox.offered import Choices, Offered, offer
from manyvoices.web.long_select import LongSelect
from manyvoices.web.templatetags.networks import network_name

LONGEST = 200
# What narrows a view, by its name in the address.
NARROWS = ("unit", "label", "kind", "network", "language", "q")


class FilterForm(forms.Form):
    """Everything that narrows a view; an empty field narrows nothing."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=lambda: _any((value, str(words)) for value, words in Kind.choices),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False, widget=LongSelect)
    label = forms.ChoiceField(label=gettext_lazy("Label"), required=False, widget=LongSelect)
    network = forms.ChoiceField(
        label=gettext_lazy("Network"),
        required=False,
        choices=lambda: _any((name, network_name(name)) for name in wiring.NETWORKS),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        widget=LongSelect,
        choices=lambda: _any(languages_to_choose()),
    )

    def __init__(self, given: QueryDict, choices: Offered) -> None:
        super().__init__(given)
        offer(self, {"unit": _any(choices.units), "label": _any(choices.labels)})

    def in_words(self) -> list[str]:
        """What it narrows to, as the reader chose it."""
        said = []
        for name, field in self.fields.items():
            chosen = str(self.data.get(name, ""))
            if chosen and isinstance(field, forms.ChoiceField):
                offered_there = cast(Iterable[tuple[str, str]], field.choices)
                said += [str(words) for value, words in offered_there if value == chosen]
        return said + ([f"“{words}”"] if (words := str(self.data.get("q", "")).strip()[:LONGEST]) else [])


def wanted(given: QueryDict, usual: str) -> Wanted:
    """What the address asks for; `usual` is the view where it names none. Raises Invalid for a unit that is no number."""
    return Wanted(
        view=given.get("view") or usual,
        unit=_number(given, "unit"),
        label=_number(given, "label"),
        kind=given.get("kind", "")[:20],
        network=given.get("network", "")[:30],
        language=given.get("language", "")[:10],
        text=given.get("q", "").strip()[:LONGEST],
        after=given.get("after", "")[:80],
    )


def address_of(given: QueryDict) -> str:
    """The query with which the same list is asked for again, as far as it says something; "" for the usual one."""
    kept = QueryDict(mutable=True)
    for name in ("view", *NARROWS, "after"):
        if said := given.get(name):
            kept[name] = str(said)[:LONGEST]
    return f"?{kept.urlencode()}" if kept else ""


def view_names() -> list[tuple[str, str]]:
    """The views and what they are called, in their order."""
    return [(name, str(words)) for name, words in VIEWS.items()]


def _number(given: QueryDict, name: str) -> int | None:
    said = given.get(name, "")
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) < 19):
        raise Invalid(**{name: _("This filter does not exist. Choose one of those that are offered.")})
    return int(said)


def _any(choices: Iterable[tuple[str, str]]) -> Choices:
    return [("", _("Any")), *((str(key), str(words)) for key, words in choices)]
