"""The forms of causes."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.actions.change_cause import LONGEST, LONGEST_REASON, About
from manyvoices.conversations.actions.write_word_back import LONGEST as LONGEST_WORD
from manyvoices.conversations.cause_checks import LONGEST_NAME
from manyvoices.conversations.models import Cause, CauseState
from manyvoices.people.models import Person, Unit
from manyvoices.web.long_select import LongSelect

Given = Mapping[str, Any] | None


class _Owned(forms.Form):
    name = forms.CharField(
        label=_("What happens"),
        max_length=LONGEST_NAME,
        help_text=_("As those who complain would say it: “The bus leaves before the train arrives.”"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    owner = forms.ModelChoiceField(
        label=_("Who sees to it"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        widget=LongSelect,
    )

    def _offer(self, people: Iterable[Person]) -> None:
        found = list(people)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - the field above
        field.queryset = Person.objects.filter(pk__in=[one.pk for one in found])
        field.choices = [("", str(field.empty_label)), *((one.pk, one.name) for one in found)]


class CauseForm(_Owned):
    """A new cause in one of the units in whose inbox one works."""

    unit = forms.ChoiceField(label=_("Unit"), widget=LongSelect)

    def __init__(
        self, given: Given = None, *, units: list[tuple[int, str]], owners: Iterable[Person]
    ) -> None:
        super().__init__(given)
        self._offer(owners)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)  # noqa: S101 - the field above
        unit.choices = units

    def unit_chosen(self) -> Unit:
        """One of those that were offered."""
        return Unit.objects.get(pk=self.cleaned_data["unit"])


class ChangeForm(_Owned):
    """What becomes of it."""

    state = forms.ChoiceField(
        label=_("Where it stands"), choices=CauseState.choices, widget=forms.RadioSelect
    )
    change = forms.CharField(
        label=_("What is or was changed"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    changed_on = forms.DateField(
        label=_("Changed on"),
        required=False,
        help_text=_("Complaints before and after this day are compared."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    because = forms.CharField(
        label=_("Why not now"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, given: Given = None, *, cause: Cause, owners: Iterable[Person]) -> None:
        changed = timezone.localdate(cause.changed_at) if cause.changed_at else None
        super().__init__(
            given,
            initial={
                "name": cause.name,
                "owner": cause.owner_id,
                "state": cause.state,
                "change": cause.change,
                "changed_on": changed,
                "because": cause.because,
            },
        )
        self._was, self._day = cause.changed_at, changed
        self._offer(owners)

    def about(self) -> About:
        """What was typed; a day that was not touched keeps its hour."""
        said = self.cleaned_data
        day = said["changed_on"]
        at = self._was if day == self._day else day and timezone.make_aware(datetime.combine(day, time()))
        return About(
            said["name"], said["owner"], said["state"], said["change"], said["because"], changed_at=at or None
        )


class WordForm(forms.Form):
    """What they are told."""

    text = forms.CharField(
        label=_("What you tell them"),
        max_length=LONGEST_WORD,
        help_text=_("Write as to one person: what they told us, what is different now, thank you."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
