"""What a rule for approval asks for."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import RoleName
from manyvoices.publishing.actions.write_rule import APPROVERS, Rule
from manyvoices.publishing.models import Authors
from manyvoices.publishing.rules import ASKED_KINDS
from manyvoices.web.long_select import LongSelect

MINUTES = [
    (30, _("half an hour")),
    (60, _("one hour")),
    (240, _("four hours")),
    (480, _("eight hours")),
    (1440, _("one day")),
    (2880, _("two days")),
]


class RuleForm(forms.Form):
    """When which posts need a second pair of eyes; `units` and `owners` are pairs of id and name."""

    name = forms.CharField(
        label=_("Name of the rule"),
        max_length=120,
        help_text=_("Authors read it beside the button, such as “Prices are checked first”."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    because = forms.CharField(
        label=_("Why it is needed"), max_length=500, widget=forms.Textarea(attrs={"dir": "auto", "rows": 3})
    )
    unit = forms.TypedChoiceField(label=_("In this unit and below it"), coerce=int, widget=LongSelect)
    kinds = forms.MultipleChoiceField(
        label=_("Posts of these kinds"),
        choices=[(kind.value, kind.label) for kind in ASKED_KINDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all of them. Answers and news of a crisis never wait."),
    )
    authors = forms.ChoiceField(
        label=_("Whose posts"),
        choices=Authors.choices,
        initial=Authors.WITHOUT_GRANT,
        widget=forms.RadioSelect,
    )
    approvers = forms.ChoiceField(
        label=_("Who looks at them"),
        choices=[(role.value, role.label) for role in APPROVERS],
        initial=RoleName.EDITOR,
    )
    answer_within = forms.TypedChoiceField(
        label=_("Answered within"), coerce=int, choices=MINUTES, initial=240
    )
    escalates_to = forms.ChoiceField(
        label=_("Then also asked"),
        choices=[(role.value, role.label) for role in APPROVERS],
        initial=RoleName.PROGRAMME_LEAD,
        help_text=_("Nothing ever leaves because nobody answered."),
    )
    owner = forms.TypedChoiceField(
        label=_("Who answers for the rule"), coerce=int, widget=LongSelect, help_text=_("They may lift it.")
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A rule with an end is looked at again instead of being forgotten."),
    )

    def __init__(
        self, *args: Any, units: list[tuple[int, str]], owners: list[tuple[int, str]], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        for name, choices in (("unit", units), ("owner", owners)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices

    def rule(self) -> Rule:
        """The rule of a valid form; it counts until the end of its last day by the reader's clock."""
        given = self.cleaned_data
        last = given["ends_on"]
        ends = (
            datetime.combine(last + timedelta(days=1), time(), timezone.get_current_timezone())
            if last
            else None
        )
        return Rule(
            name=given["name"],
            because=given["because"],
            kinds=given["kinds"],
            authors=given["authors"],
            approvers=given["approvers"],
            escalates_to=given["escalates_to"],
            answer_within=given["answer_within"],
            ends_at=ends.astimezone(UTC) if ends else None,
        )
