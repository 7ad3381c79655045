"""Signing somebody in without their password: right after they chose it."""

from django.contrib.auth import login
from django.http import HttpRequest

from manyvoices.people.models import Person


def enter(request: HttpRequest, person: Person) -> None:
    """Begin a session, under a new id, for a person who just set up or joined."""
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
