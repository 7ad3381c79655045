"""Recovery codes: made on request and shown this once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.people.actions.make_recovery_codes import make_recovery_codes
from manyvoices.people.models import Person
from manyvoices.people.second_steps import second_steps
from manyvoices.web.security.confirming import confirmed
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
@confirmed
def recovery_codes(request: HttpRequest, me: Person) -> HttpResponse:
    """How many are left, and fresh ones. They are kept nowhere: the answer to the button is the only place."""
    codes = make_recovery_codes(actor=me) if request.method == "POST" else []
    context = {"steps": second_steps(me), "codes": codes, "section": "me"}
    return render(request, "security/recovery_codes.html", context)
