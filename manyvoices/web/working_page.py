"""What every working page does first: who asks, by which verb, in whose time and language."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from manyvoices.core.zones import known_zones
from manyvoices.people.models import Person
from manyvoices.people.queries import setting
from manyvoices.web.actor import actor

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Person, Rest], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def working_page(*methods: str) -> Callable[[Page[Rest]], View[Rest]]:
    """A page for people who are signed in: called with the person, in their time zone and language, never kept by a cache.

    Others are led to the sign-in and back; another verb than `methods` is answered with 405.
    """

    def make(page: Page[Rest]) -> View[Rest]:
        @wraps(page)
        def asked(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
            person = actor(request)
            language = language_of(person)
            # Whoever renders a refusal of this page later does so in the same language (web.refusing).
            request.LANGUAGE_CODE = language
            with timezone.override(ZoneInfo(zone_of(person))), translation.override(language):
                answer = page(request, person, *args, **kwargs)
            answer.headers.setdefault("Content-Language", language)
            return answer

        return never_cache(login_required(require_http_methods(list(methods))(asked)))

    return make


def language_of(person: Person) -> str:
    """The language this person reads pages in: the one they chose, else what their browser asks for."""
    if person.language in dict(settings.LANGUAGES):
        return person.language
    return translation.get_language() or settings.LANGUAGE_CODE


def zone_of(person: Person) -> str:
    """The time zone this person reads times in: their own, else that of their unit or of one above it."""
    name = person.time_zone or str(setting(person.unit_id, "time_zone"))
    return name if name in known_zones() else "UTC"
