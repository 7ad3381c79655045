"""What is kept of a contact, for those who answer for it: legal holds, the export, the way to erasing."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.hold_contact import hold_contact
from manyvoices.conversations.actions.release_hold import release_hold
from manyvoices.conversations.models import Contact
from manyvoices.conversations.queries.contact_page import about_for_keeping, contact_to_keep
from manyvoices.conversations.queries.contacts import contact_in_view
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.web.contacts.forms import HoldForm, ReleaseForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("GET")
def keeping(request: HttpRequest, me: Person, contact_id: int) -> HttpResponse:
    """What the organisation has of them, by the count, and what may be done with it."""
    shown = contact_to_keep(me, contact_id)
    if shown.pk != contact_id:
        return redirect("contact-keeping", shown.pk)
    return _page(request, me, shown)


@working_page("POST")
def hold(request: HttpRequest, me: Person, contact_id: int) -> HttpResponse:
    """Nothing of theirs is deleted from now on."""
    shown, form = contact_to_keep(me, contact_id), HoldForm(request.POST)
    if form.is_valid():
        attempt(form, hold_contact, actor=me, contact=shown, because=form.cleaned_data["because"])
    if form.errors:
        return _page(request, me, shown, hold_form=form)
    messages.success(request, _("The hold stands. Nothing of theirs is deleted until it is released."))
    return redirect("contact-keeping", shown.pk)


@working_page("POST")
def release(request: HttpRequest, me: Person, contact_id: int) -> HttpResponse:
    """They are kept as long as any other again."""
    shown, form = contact_to_keep(me, contact_id), ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, me, shown, release_form=form)
    release_hold(actor=me, contact=shown, because=form.cleaned_data["because"])
    messages.success(request, _("Released. What is kept follows the units again."))
    return redirect("contact-keeping", shown.pk)


def _page(request: HttpRequest, me: Person, shown: Contact, **tried: forms.Form) -> HttpResponse:
    context = {
        "about": about_for_keeping(shown),
        "contact": shown,
        "in_view": _in_view(me, shown),
        "hold_form": HoldForm(),
        "release_form": ReleaseForm(),
        "section": "contacts",
        **tried,
    }
    return render(request, "contacts/keeping.html", context, status=422 if tried else 200)


def _in_view(me: Person, shown: Contact) -> bool:
    """Whether this person also works with them, and so may open their page."""
    try:
        contact_in_view(me, shown.pk)
    except NotThere:
        return False
    return True
