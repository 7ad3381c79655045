"""What is pressed on the page of a door."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.end_intake import end_intake
from manyvoices.conversations.actions.end_old_secret import end_old_secret
from manyvoices.conversations.actions.look_at_mailbox import look_at_mailbox
from manyvoices.conversations.actions.rotate_secret import rotate_secret
from manyvoices.conversations.queries.intakes import intake_in_view
from manyvoices.people.models import Person
from manyvoices.web.intakes.showing_once import show_once
from manyvoices.web.working_page import working_page


@working_page("POST")
def rotate(request: HttpRequest, me: Person, intake_id: int) -> HttpResponse:
    """A new secret, shown once; the old one stays good until it is ended."""
    show_once(request, rotate_secret(actor=me, intake=intake_in_view(me, intake_id)))
    return redirect("intake-door", intake_id)


@working_page("POST")
def end_old(request: HttpRequest, me: Person, intake_id: int) -> HttpResponse:
    """The new secret alone is good."""
    end_old_secret(actor=me, intake=intake_in_view(me, intake_id))
    messages.success(request, _("Ended. Only requests signed with the new secret are taken from now on."))
    return redirect("intake-door", intake_id)


@working_page("POST")
def look(request: HttpRequest, me: Person, intake_id: int) -> HttpResponse:
    """Look at a mailbox now."""
    look_at_mailbox(actor=me, intake=intake_in_view(me, intake_id))
    messages.success(request, _("The mailbox is looked at within a few seconds."))
    return redirect("intake-door", intake_id)


@working_page("POST")
def end(request: HttpRequest, me: Person, intake_id: int) -> HttpResponse:
    """Close the door."""
    end_intake(actor=me, intake=intake_in_view(me, intake_id))
    messages.success(request, _("Closed. Nothing comes in here any more; what came stays."))
    return redirect("intake-door", intake_id)
