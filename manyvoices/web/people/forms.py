"""What is typed on a person's page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import Right, RoleName
from manyvoices.people.permissions import rights_to_give_anywhere, roles_to_give_anywhere
from manyvoices.people.queries.import_lines import unit_paths
from manyvoices.people.rights import Rights
from manyvoices.web.people.unit_choice import UnitChoice, units_to_choose


class ReasonForm(forms.Form):
    """Why something ends."""

    because = forms.CharField(
        label=_("Reason"), help_text=_("It stands in the record and the person can read it."), max_length=500
    )


class RoleForm(forms.Form):
    """A role in a unit, of those the reader may give."""

    name = forms.ChoiceField(label=_("Role"))
    unit = UnitChoice(label=_("Unit"))

    def __init__(self, held: Rights, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = roles_to_give_anywhere(held)
        _choose(self, "name", [(role, label) for role, label in RoleName.choices if role in given])
        _choose_unit(self, held)


class GrantForm(forms.Form):
    """A right in a unit, of those the reader may grant, with the reason and an end."""

    right = forms.ChoiceField(label=_("Right"))
    unit = UnitChoice(label=_("Unit"))
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
        given = rights_to_give_anywhere(held)
        _choose(self, "right", [(right, label) for right, label in Right.choices if right in given])
        _choose_unit(self, held)


def _choose(form: forms.Form, field: str, choices: list[tuple[str, Any]]) -> None:
    chosen = form.fields[field]
    if isinstance(chosen, forms.ChoiceField):
        chosen.choices = choices


def _choose_unit(form: forms.Form, held: Rights) -> None:
    chosen = form.fields["unit"]
    if isinstance(chosen, UnitChoice):
        chosen.offer(units_to_choose(held), unit_paths())
