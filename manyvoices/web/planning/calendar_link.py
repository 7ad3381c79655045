"""The secret address of one's own calendar: made, shown once, taken back."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from manyvoices.people.models import Person
from manyvoices.publishing.actions.make_calendar_link import make_calendar_link
from manyvoices.publishing.actions.revoke_calendar_link import revoke_calendar_link
from manyvoices.publishing.queries.calendar_links import standing_link
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def calendar_link(request: HttpRequest, me: Person) -> HttpResponse:
    """What the address is for, and since when there is one; a POST makes a new one, shown this once."""
    address = ""
    if request.method == "POST":
        token = make_calendar_link(actor=me)
        address = settings.CONFIG.public_url + reverse("calendar-feed", args=[token])
    context = {"section": "calendar", "link": standing_link(me), "address": address}
    return render(request, "planning/calendar_link.html", context)


@working_page("POST")
def calendar_link_revoke(request: HttpRequest, me: Person) -> HttpResponse:
    """The address opens nothing from now on."""
    revoke_calendar_link(actor=me)
    messages.success(request, _("The address opens nothing any more."))
    return redirect("calendar-link")
