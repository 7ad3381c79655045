"""Somebody outside, over all networks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.opt_out_contact import opt_out_contact
from manyvoices.conversations.models import Contact
from manyvoices.conversations.queries.contact_page import about, keeps_contacts
from manyvoices.conversations.queries.contacts import contact_in_view, history_of
from manyvoices.people.models import Person
from manyvoices.web.contacts.forms import OptOutForm
from manyvoices.web.contacts.numbers import number_in
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("GET")
def contact(request: HttpRequest, me: Person, contact_id: int) -> HttpResponse:
    """Who they are and what was said, the newest first (?before=); one that became part of another leads there."""
    shown = contact_in_view(me, contact_id)
    if shown.pk != contact_id:
        return redirect("contact-page", shown.pk)
    return _page(request, me, shown)


@working_page("POST")
def opt_out(request: HttpRequest, me: Person, contact_id: int) -> HttpResponse:
    """They asked not to be spoken to unasked, or ("undo") take it back."""
    shown = contact_in_view(me, contact_id)
    if "undo" in request.POST:
        opt_out_contact(actor=me, contact=shown, is_out=False)
        messages.success(request, _("Taken back: they may be spoken to again."))
        return redirect("contact-page", shown.pk)
    form = OptOutForm(request.POST)
    if form.is_valid():
        attempt(form, opt_out_contact, actor=me, contact=shown, because=form.cleaned_data["because"])
    if form.errors:
        return _page(request, me, shown, form)
    messages.success(request, _("Saved. What they write is answered, and nothing more is said to them."))
    return redirect("contact-page", shown.pk)


def _page(request: HttpRequest, me: Person, shown: Contact, form: OptOutForm | None = None) -> HttpResponse:
    before = number_in(request.GET.get("before", ""))
    history = history_of(me, shown, before=before)
    context = {
        "about": about(me, shown),
        "contact": shown,
        "history": history.conversations,
        "older": history.older,
        "before": before,
        "keeps": keeps_contacts(me),
        "form": form or OptOutForm(),
        "section": "contacts",
    }
    return render(request, "contacts/contact.html", context, status=422 if form else 200)
