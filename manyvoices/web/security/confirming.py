"""Asking once more who sits there, before a way of signing in is changed: a phone left on a table changes nothing."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from manyvoices.people.models import Person
from manyvoices.people.second_steps import second_steps

RECENT = 15 * 60

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Person, Rest], HttpResponse]


def confirmed(page: Page[Rest]) -> Page[Rest]:
    """Leads to the confirmation and back unless the person proved themselves within the last quarter of an hour.

    Whoever has nothing to prove it with (a link let them in, and they chose no password yet) passes.
    """

    @wraps(page)
    def asked(
        request: HttpRequest, person: Person, /, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        if proved_recently(request, person) or not can_confirm(person):
            return page(request, person, *args, **kwargs)
        back = request.path if request.method == "GET" else reverse("security")
        return redirect(f"{reverse('confirm')}?{urlencode({'next': back})}")

    return asked


def proved_recently(request: HttpRequest, person: Person) -> bool:
    """Whether a step of signing in was taken in this session a short while ago."""
    records = get_authentication_records(request, person)
    return any(time.time() - record["at"] < RECENT for record in records)


def can_confirm(person: Person) -> bool:
    """Whether there is anything to prove oneself with."""
    return person.has_usable_password() or second_steps(person).asked
