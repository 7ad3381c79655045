"""The people one sees."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import Person, RoleName, Topic, Track
from manyvoices.people.permissions import LEADS
from manyvoices.people.queries import rights
from manyvoices.people.queries.finding_people import Asked, found_people
from manyvoices.people.queries.import_lines import unit_paths
from manyvoices.people.rights import Rights
from manyvoices.web.long_select import LongSelect
from manyvoices.web.working_page import working_page

A_PAGE = 50


class FindForm(forms.Form):
    """What the list is narrowed to; it stands in the address."""

    q = forms.CharField(label=_("Name, e-mail or number"), max_length=120, required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=LongSelect)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("Any")), *RoleName.choices])
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=LongSelect)
    track = forms.ChoiceField(label=_("Track"), required=False, choices=[("", _("Any")), *Track.choices])

    def __init__(self, held: Rights, given: QueryDict) -> None:
        super().__init__(given, auto_id="find-%s")
        topics = Topic.objects.filter(closed_at=None).order_by("name").values_list("id", "name")
        seen = held.units_with(LEADS)
        units = sorted((path, pk) for pk, path in unit_paths().items() if pk in seen)
        self._offer("unit", [(str(pk), path) for path, pk in units])
        self._offer("topic", [(str(pk), name) for pk, name in topics])

    def asked(self) -> Asked:
        """What was asked for; a value that is not offered asks for nothing."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in self.fields}
        ids = {name: int(said[name]) if said[name] else None for name in ("unit", "topic")}
        return Asked(said["q"], ids["unit"], said["role"], ids["topic"], said["track"])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Any")), *choices]


@working_page("GET")
def people(request: HttpRequest, me: Person) -> HttpResponse:
    """Everybody of the units one leads or administers, and oneself; with the way to invite for those who may."""
    held = rights(me)
    form = FindForm(held, request.GET)
    asked = form.asked()
    page = Paginator(found_people(held, asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "form": form,
        "is_narrowed": asked != Asked(),
        "may_invite": bool(held.units_with(LEADS)),
    }
    return render(request, "people/people.html", context)
