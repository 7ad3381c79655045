"""Inviting by link."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import NotThere, Refused
from manyvoices.people.actions.invite_person import invite_person
from manyvoices.people.actions.revoke_invitation import revoke_invitation
from manyvoices.people.models import Person, RoleName
from manyvoices.people.permissions import LEADS
from manyvoices.people.queries import open_invitations, rights
from manyvoices.people.rights import Rights
from manyvoices.web.people.forms import RoleForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


class InviteForm(RoleForm):
    """Whom to invite, as what, where."""

    field_order = ("person_name", "email", "name", "unit")

    person_name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("They may also give it themselves when they join.")
    )

    def __init__(self, held: Rights, *args: Any, **kwargs: Any) -> None:
        super().__init__(held, *args, **kwargs)
        self.fields["name"].initial = RoleName.AMBASSADOR


@working_page("GET", "POST")
def invitations(request: HttpRequest, me: Person) -> HttpResponse:
    """Invitations that wait, and the form for one more, whose link is shown this once."""
    held = rights(me)
    if not held.units_with(LEADS):
        raise Refused(gettext("Inviting is for leads and administrators. Ask one of them."))
    form = InviteForm(held, request.POST or None)
    link = ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        made = attempt(
            form,
            invite_person,
            actor=me,
            name=asked["person_name"],
            email=asked["email"],
            role=asked["name"],
            unit=asked["unit"],
        )
        if made is not None:
            link = settings.CONFIG.public_url + reverse("join", args=[made[1]])
            form = InviteForm(held)
    context = {"form": form, "link": link, "waiting": open_invitations(held), "section": "people"}
    return render(request, "people/invitations.html", context, status=422 if form.errors else 200)


@working_page("POST")
def revoke(request: HttpRequest, me: Person, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = open_invitations(rights(me)).filter(pk=invitation_id).first()
    if invitation is None:
        raise NotThere
    revoke_invitation(actor=me, invitation=invitation)
    messages.success(request, gettext("The link no longer works."))
    return redirect("invitations")
