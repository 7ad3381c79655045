"""What every working page does first: who asks, by which verb, in whose time."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.web.actor import actor

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Person, Rest], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def working_page(*methods: str) -> Callable[[Page[Rest]], View[Rest]]:
    """A page for people who are signed in: called with the person, in that person's time zone, never kept by a cache.

    Others are led to the sign-in and back; another verb than `methods` is answered with 405.
    """

    def make(page: Page[Rest]) -> View[Rest]:
        @wraps(page)
        def asked(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
            person = actor(request)
            with timezone.override(ZoneInfo(zone_of(person))):
                return page(request, person, *args, **kwargs)

        return never_cache(login_required(require_http_methods(list(methods))(asked)))

    return make


def zone_of(person: Person) -> str:
    """The time zone this person reads times in: their own, else the organisation's."""
    home = None if person.time_zone else organisation()
    name = person.time_zone or (home.time_zone if home else "UTC")
    return name if name in available_timezones() else "UTC"
