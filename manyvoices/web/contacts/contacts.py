"""Finding somebody outside by name or address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.conversations.queries.contact_page import contacts_to_keep, keeps_contacts
from manyvoices.conversations.queries.contacts import A_PAGE, contacts_in_view
from manyvoices.people.models import Person
from manyvoices.web.contacts.numbers import number_in
from manyvoices.web.working_page import working_page


@working_page("GET")
def contacts(request: HttpRequest, me: Person) -> HttpResponse:
    """The contacts of my conversations; whoever keeps contacts may ask for all of the organisation (?all=1). ?q=, ?before=."""
    words, before = request.GET.get("q", "").strip()[:200], number_in(request.GET.get("before", ""))
    keeps = keeps_contacts(me)
    of_all = keeps and request.GET.get("all") == "1"
    found = contacts_to_keep(words, before) if of_all else contacts_in_view(me, text=words, before=before)
    context = {
        "found": found,
        "asked": words,
        "before": before,
        "older": found[-1].pk if len(found) == A_PAGE else None,
        "keeps": keeps,
        "of_all": of_all,
        "section": "contacts",
    }
    return render(request, "contacts/contacts.html", context)
