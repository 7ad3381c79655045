"""Two contacts are found to be one, looked at side by side first; and parted again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.merge_contacts import merge_contacts
from manyvoices.conversations.actions.part_contacts import part_contacts
from manyvoices.conversations.models import Contact
from manyvoices.conversations.queries.contact_merging import merged_away, others_like, side_of
from manyvoices.conversations.queries.contacts import contact_in_view, organisation_knows
from manyvoices.people.models import Person
from manyvoices.web.contacts.forms import MergeForm
from manyvoices.web.contacts.numbers import number_in
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def merge(request: HttpRequest, me: Person, contact_id: int) -> HttpResponse:
    """?q= looks for the other one, ?with= shows both side by side, a press makes them one."""
    kept = contact_in_view(me, contact_id)
    organisation_knows(me, kept)
    number = number_in(request.POST.get("with", "") or request.GET.get("with", ""))
    if number is None:
        return _search(request, me, kept)
    gone = contact_in_view(me, number)
    if gone.pk == kept.pk:
        messages.info(request, _("This is the same contact already."))
        return redirect("contact-page", kept.pk)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _merged(me, form, kept, gone):
        messages.success(request, _("They are one contact now. You can part them again below."))
        return redirect("contact-page", kept.pk)
    context = {
        "contact": kept,
        "kept": side_of(me, kept),
        "gone": side_of(me, gone),
        "form": form,
        "section": "contacts",
    }
    return render(request, "contacts/merge.html", context, status=422 if form.errors else 200)


@working_page("POST")
def part(request: HttpRequest, me: Person, contact_id: int, gone_id: int) -> HttpResponse:
    """They are two again, each with what was its own."""
    kept = contact_in_view(me, contact_id)
    gone = part_contacts(actor=me, gone=merged_away(me, kept, gone_id))
    said = _("%(name)s is a contact of their own again, with what they said.")
    messages.success(request, said % {"name": gone.name or _("Somebody without a name")})
    return redirect("contact-page", kept.pk)


def _search(request: HttpRequest, me: Person, kept: Contact) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    context = {
        "contact": kept,
        "asked": words,
        "found": others_like(me, kept, words) if words else [],
        "section": "contacts",
    }
    return render(request, "contacts/merge_search.html", context)


def _merged(me: Person, form: MergeForm, kept: Contact, gone: Contact) -> Contact | None:
    because = form.cleaned_data["because"]
    return attempt(form, merge_contacts, actor=me, kept=kept, gone=gone, because=because)
