"""Somebody outside is forgotten: first what goes and what stays, then a word that nobody types by mistake."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.erase_contact import erase_contact
from manyvoices.conversations.queries.contact_erasing import going_of
from manyvoices.conversations.queries.contact_page import contact_to_keep
from manyvoices.people.models import Person
from manyvoices.web.contacts.forms import EraseForm
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def erase(request: HttpRequest, me: Person, contact_id: int) -> HttpResponse:
    """What would go, and the press that does it. Refused while a legal hold stands."""
    shown = contact_to_keep(me, contact_id)
    if shown.erased_at is not None:
        return redirect("contact-keeping", shown.pk)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        # How many it were is not said: what was private to colleagues went as well.
        erase_contact(actor=me, contact=shown, because=form.cleaned_data["because"])
        messages.success(request, _("Erased. Their words, names and addresses are gone."))
        return redirect("contact-keeping", shown.pk)
    context = {"contact": shown, "going": going_of(shown), "form": form, "section": "contacts"}
    return render(request, "contacts/erase.html", context, status=422 if form.errors else 200)
