"""Signing somebody in by something else than a password: a link that was just used, a password just chosen."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from manyvoices.people.models import Person


def enter(request: HttpRequest, person: Person, *, by: str, to: str) -> HttpResponse:
    """The way to the page `to` in a new session; first to the second step for whoever has one.

    `by` is the word for the record: "set_up", "invitation" or "link".
    """
    record_authentication(request, person, method=by)
    answer: HttpResponse = perform_login(request, Login(user=person, redirect_url=resolve_url(to)))
    return answer
