"""Who has it: take it, give it to somebody, or back to the queue."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.conversations.actions.assign_conversation import assign_conversation
from manyvoices.conversations.actions.release_conversation import release_conversation
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.models import Assignment, Conversation
from manyvoices.conversations.telling import INBOX
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person, Unit
from manyvoices.people.queries import rights
from manyvoices.people.queries.responders import responders_of
from manyvoices.web.conversations.opened import opened
from manyvoices.web.conversations.pressing import back, pressed
from manyvoices.web.long_select import LongSelect
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


class GiveForm(forms.Form):
    """To whom: a colleague who may answer here, or the queue of a unit; and a word about why."""

    person = forms.ChoiceField(label=gettext_lazy("To a colleague"), required=False, widget=LongSelect)
    unit = forms.ChoiceField(
        label=gettext_lazy("Or to the queue of a unit"),
        required=False,
        widget=LongSelect,
        help_text=gettext_lazy("From then on it is promised by the hours of that unit."),
    )
    because = forms.CharField(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Colleagues read it in the history. Nobody outside does."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, by: Person, one: Conversation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(who.pk): who for who in responders_of(rights(by), one.unit_id)}
        self._units = {str(unit.pk): unit for unit in Unit.objects.filter(closed_at=None).order_by("name")}
        nobody = [("", "—")]
        for name, found in (("person", self._people), ("unit", self._units)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = nobody + [(pk, row.name) for pk, row in found.items()]

    def said(self) -> dict[str, Any]:
        """What assign_conversation asks for. A colleague who is chosen stays within the unit that watches it."""
        typed = self.cleaned_data
        person = self._people.get(typed["person"])
        unit = None if person is not None else self._units.get(typed["unit"])
        return {"person": person, "unit": unit, "because": typed["because"]}


@working_page("POST")
def take(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """Mine from now on. Says who was faster."""
    one = opened(person, conversation_id)
    return pressed(request, one, _("You have it."), take_conversation, actor=person, conversation=one)


@working_page("POST")
def release(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """Back to the queue of its unit, where somebody is looked for."""
    one = opened(person, conversation_id)
    said = _("It waits in the queue of %(unit)s again. The time to answer runs on.") % {"unit": one.unit.name}
    return pressed(request, one, said, release_conversation, actor=person, conversation=one)


@working_page("GET", "POST")
def give(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """To whom, and then to them. 404 for a private one, which only its owner has."""
    one = opened(person, conversation_id)
    if one.owner_id:
        raise NotThere
    form = GiveForm(person, one, request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = attempt(form, assign_conversation, actor=person, conversation=one, **form.said())
        if given is not None:
            messages.success(request, _given(given))
            one.assigned_to, one.unit = given.person, given.unit
            return back(request, one, is_done=True)
    context = {"section": "inbox", "one": one, "form": form, "inbox": INBOX}
    return render(request, "conversations/give.html", context, status=422 if form.errors else 200)


def _given(given: Assignment) -> str:
    if given.person is not None:
        return _("%(name)s has it now, and was told.") % {"name": given.person.name}
    return _("It waits in the queue of %(unit)s now.") % {"unit": given.unit.name}
