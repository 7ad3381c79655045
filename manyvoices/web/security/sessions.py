"""Signing out elsewhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.end_sessions import end_sessions
from manyvoices.people.models import Person
from manyvoices.people.sessions import open_sessions
from manyvoices.web.working_page import working_page


@working_page("POST")
def end(request: HttpRequest, me: Person, session_id: int) -> HttpResponse:
    """End one of one's own sessions; somebody else's, or one that has ended, is a 404."""
    if session_id not in {row.pk for row in open_sessions(me)}:
        raise NotThere
    end_sessions(actor=me, only=session_id)
    messages.success(request, _("Signed out there."))
    return redirect("security")


@working_page("POST")
def end_others(request: HttpRequest, me: Person) -> HttpResponse:
    """End every session but this one."""
    ended = end_sessions(actor=me, but=request.session.session_key or "")
    said = ngettext("Signed out in one other place.", "Signed out in %(n)s other places.", ended)
    messages.success(request, said % {"n": ended} if ended else _("You were signed in nowhere else."))
    return redirect("security")
