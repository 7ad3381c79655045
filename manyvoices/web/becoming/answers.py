"""The nominee's answer: yes, later or no."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.people.actions.accept_nomination import accept_nomination
from manyvoices.people.actions.refuse_nomination import refuse_nomination
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.queries.nominations import nomination_in_view
from manyvoices.web.working_page import working_page


@working_page("POST")
def accept(request: HttpRequest, me: Person, nomination_id: int) -> HttpResponse:
    """Yes; next the track is chosen."""
    accept_nomination(actor=me, nomination=nomination_in_view(rights(me), nomination_id))
    messages.success(request, _("Good to have you. Two choices are left, and both are yours."))
    return redirect("track")


@working_page("POST")
def refuse(request: HttpRequest, me: Person, nomination_id: int) -> HttpResponse:
    """No, without a reason."""
    refuse_nomination(actor=me, nomination=nomination_in_view(rights(me), nomination_id))
    messages.success(
        request, _("That is fine, and nothing changes for you. Should you change your mind, ask.")
    )
    return redirect("today")


@working_page("POST")
def later(request: HttpRequest, me: Person, nomination_id: int) -> HttpResponse:
    """Later is not an answer: the invitation stays as it is, nothing is written and nobody is told."""
    nomination_in_view(rights(me), nomination_id)
    messages.info(request, _("It waits for you under Nominations as long as you like. Nobody was told."))
    return redirect("today")
