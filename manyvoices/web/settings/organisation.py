"""What the organisation says about itself, and its colour."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.people.actions.change_brand import change_brand
from manyvoices.people.actions.change_organisation import change_organisation
from manyvoices.people.models import Organisation, Person
from manyvoices.people.permissions import may_shape_organisation
from manyvoices.people.queries import default_brand, rights, root_unit
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

_AREA = {"rows": 4}


class OrganisationForm(forms.Form):
    """The texts of the public pages."""

    name = forms.CharField(label=_("Name"), max_length=120)
    introduction = forms.CharField(
        label=_("Introduction"),
        max_length=1000,
        required=False,
        help_text=_("Two sentences on the public home page."),
        widget=forms.Textarea(attrs=_AREA),
    )
    imprint = forms.CharField(
        label=_("Imprint"), max_length=4000, required=False, widget=forms.Textarea(attrs=_AREA)
    )
    contact = forms.CharField(
        label=_("Contact"), max_length=2000, required=False, widget=forms.Textarea(attrs=_AREA)
    )
    colour = forms.CharField(
        label=_("Brand colour"),
        help_text=_("Any colour: text on it stays readable by itself."),
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    review_new_contacts = forms.BooleanField(
        label=_("Look at answers of new contacts before they are public"), required=False
    )


@working_page("GET", "POST")
def organisation(request: HttpRequest, me: Person) -> HttpResponse:
    """The settings; a change comes back here."""
    may_shape_organisation(rights(me), root_id=root_unit().pk)
    form = OrganisationForm(request.POST or None, initial=_initial())
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, _change, actor=me, typed=dict(form.cleaned_data)) is not None
    ):
        messages.success(request, gettext("Saved. The public pages show it within a minute."))
        return redirect("organisation")
    return render(request, "settings/organisation.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def _change(*, actor: Person, typed: dict[str, str]) -> Organisation:
    brand = default_brand()
    change_brand(actor=actor, brand=brand, name=brand.name, colour=typed.pop("colour"))
    return change_organisation(
        actor=actor,
        name=typed["name"],
        introduction=typed["introduction"],
        imprint=typed["imprint"],
        contact=typed["contact"],
        review_new_contacts=bool(typed["review_new_contacts"]),
    )


def _initial() -> dict[str, object]:
    kept = Organisation.objects.get()
    texts = {field: getattr(kept, field) for field in ("name", "introduction", "imprint", "contact")}
    return {**texts, "review_new_contacts": kept.review_new_contacts, "colour": default_brand().colour}
