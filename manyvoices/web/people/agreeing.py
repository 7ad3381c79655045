"""A lead agrees to the minutes somebody wants to give."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.actions.agree_minutes import agree_minutes
from manyvoices.people.models import Person
from manyvoices.people.queries import person_in_view, rights
from manyvoices.web.working_page import working_page


@working_page("POST")
def agree(request: HttpRequest, me: Person, person_id: int) -> HttpResponse:
    """Agree to the minutes that stood on the page."""
    person = person_in_view(rights(me), person_id)
    shown = request.POST.get("minutes", "")
    if not (shown.isascii() and shown.isdigit() and len(shown) < 6):
        raise Invalid(minutes=_("Look again at the page of this person: the number is missing."))
    agree_minutes(actor=me, person=person, minutes=int(shown))
    messages.success(request, _("Agreed. You both see it."))
    return redirect("person", person_id)
