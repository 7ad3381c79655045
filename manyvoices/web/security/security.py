"""How I sign in, and where I am signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.people.models import Person
from manyvoices.people.second_steps import second_steps
from manyvoices.people.sessions import open_sessions
from manyvoices.web.security.devices import device
from manyvoices.web.working_page import working_page


@working_page("GET")
def security(request: HttpRequest, me: Person) -> HttpResponse:
    """Each way of signing in with what can be done about it, and every open session."""
    key = request.session.session_key
    sessions = [(row, device(row.user_agent), row.session_key == key) for row in open_sessions(me)]
    context = {"steps": second_steps(me), "sessions": sessions, "section": "me", "me": me}
    return render(request, "security/security.html", context)


@working_page("GET")
def first(request: HttpRequest, me: Person) -> HttpResponse:
    """After a sign-in by link: what the next one could be by. Everything here may wait."""
    return render(request, "security/first.html", {"steps": second_steps(me), "me": me})
