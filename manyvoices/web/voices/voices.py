"""The voices one works with."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.addresses import address, page_url
from manyvoices.voices.models import VoiceKind
from manyvoices.voices.permissions import KEEPERS
from manyvoices.voices.queries import STATES, narrowed, own_voice, units_of, visible_voices
from manyvoices.web.working_page import working_page

A_PAGE = 50


@working_page("GET")
def voices(request: HttpRequest, me: Person) -> HttpResponse:
    """One's own voice, those one speaks as, and those of the units one keeps or leads."""
    held = rights(me)
    asked = {name: request.GET.get(name, "") for name in ("kind", "unit", "state", "words")}
    visible = visible_voices(held)
    page = Paginator(narrowed(visible, held, **asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "voices": [(voice, address(voice), page_url(voice)) for voice in page],
        "asked": asked,
        "kinds": VoiceKind.choices,
        "units": units_of(visible),
        "states": STATES.items(),
        "may_make_own": own_voice(me) is None,
        "may_make_shared": bool(held.units_with(KEEPERS)),
    }
    return render(request, "voices/voices.html", context)
