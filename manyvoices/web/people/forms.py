"""What is typed on a person's page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import Right, RoleName, Unit
from manyvoices.people.permissions import rights_to_give, roles_to_give
from manyvoices.people.queries import units_in_view
from manyvoices.people.rights import Rights


class ReasonForm(forms.Form):
    """Why something ends."""

    because = forms.CharField(
        label=_("Reason"), help_text=_("It stands in the record and the person can read it."), max_length=500
    )


class RoleForm(forms.Form):
    """A role in a unit, of those the reader may give."""

    name = forms.ChoiceField(label=_("Role"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)

    def __init__(self, held: Rights, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_in_view(held)
        given = {role for unit_id in held.parents for role in roles_to_give(held, unit_id)}
        _choose(self, "name", [(role, label) for role, label in RoleName.choices if role in given])
        _choose_unit(self, units)


class GrantForm(forms.Form):
    """A right in a unit, of those the reader may grant, with the reason and an end."""

    right = forms.ChoiceField(label=_("Right"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    because = forms.CharField(
        label=_("Reason"), help_text=_("For example: course passed on 3 May."), max_length=500
    )
    expires_at = forms.DateTimeField(
        label=_("Ends"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, held: Rights, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {right for unit_id in held.parents for right in rights_to_give(held, unit_id)}
        _choose(self, "right", [(right, label) for right, label in Right.choices if right in given])
        _choose_unit(self, units_in_view(held))


def _choose(form: forms.Form, field: str, choices: list[tuple[str, Any]]) -> None:
    chosen = form.fields[field]
    if isinstance(chosen, forms.ChoiceField):
        chosen.choices = choices


def _choose_unit(form: forms.Form, units: Any) -> None:
    chosen = form.fields["unit"]
    if isinstance(chosen, forms.ModelChoiceField):
        chosen.queryset = units
