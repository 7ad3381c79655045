"""What is typed where answering is arranged."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models import Kind
from manyvoices.people.queries.import_lines import unit_paths
from manyvoices.people.settings import WAYS_OF_GIVING_OUT
from manyvoices.people.spoken import languages_to_choose
from manyvoices.web.answering.words import WAYS
from manyvoices.web.long_select import LongSelect

MEASURES = {"1": _("minutes"), "60": _("hours")}
NOTHING = "nothing"
MOST = 30 * 24 * 60


class PromiseForm(forms.Form):
    """Within which time a kind of message is answered, or that nothing is promised."""

    kind = forms.ChoiceField(
        label=_("Kind of message"),
        choices=[*Kind.choices, ("", _("All kinds without a line of their own"))],
        initial=Kind.COMPLAINT,
        required=False,
    )
    counted = forms.ChoiceField(
        label=_("How it counts"),
        choices=[
            ("open", _("In working hours")),
            ("always", _("Around the clock")),
            (NOTHING, _("No promise")),
        ],
        initial="open",
        widget=forms.RadioSelect,
    )
    amount = forms.IntegerField(label=_("Answered within"), min_value=1, max_value=MOST, required=False)
    measure = forms.ChoiceField(label=_("Minutes or hours"), choices=list(MEASURES.items()), initial="60")

    def clean(self) -> dict[str, Any]:
        """An amount is needed where anything is promised."""
        typed = super().clean() or {}
        if typed.get("counted") != NOTHING and not typed.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Say within which time."))
        return typed

    def said(self) -> dict[str, Any]:
        """What set_sla_policy asks for."""
        typed = self.cleaned_data
        nothing = typed["counted"] == NOTHING
        return {
            "kind": typed["kind"],
            "minutes": None if nothing else typed["amount"] * int(typed["measure"]),
            "around_the_clock": typed["counted"] == "always",
        }


class WayForm(forms.Form):
    """To whom messages go."""

    way = forms.ChoiceField(
        label=_("To whom a message goes"),
        choices=[(name, label) for name, label in WAYS_OF_GIVING_OUT.items() if name in WAYS],
        widget=forms.RadioSelect,
    )


class LabelForm(forms.Form):
    """A word to sort by."""

    name = forms.CharField(label=_("New label"), max_length=60, widget=forms.TextInput(attrs={"dir": "auto"}))


class KeepForm(forms.Form):
    """For how many months words are kept."""

    months = forms.CharField(
        label=_("How long conversations are kept"),
        help_text=_("Months after a conversation was closed; 0 keeps for good."),
        max_length=3,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class ReplyForm(forms.Form):
    """A saved reply. `units` may be given one; without any it is one's own."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("By which it is found."),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    text = forms.CharField(
        label=_("What it says"), max_length=5000, widget=forms.Textarea(attrs={"dir": "auto", "rows": 7})
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("Any")), *languages_to_choose()],
        widget=LongSelect,
    )
    unit = forms.ChoiceField(label=_("For whom"), required=False, widget=LongSelect)

    def __init__(self, units: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paths = unit_paths() if units else {}
        offered = sorted((paths[pk], pk) for pk in units if pk in paths)
        chosen = self.fields["unit"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", _("Only me")), *((str(pk), path) for path, pk in offered)]

    def words(self) -> dict[str, str]:
        """Title, text and language of a valid form."""
        return {name: self.cleaned_data[name] for name in ("title", "text", "language")}
