"""What arrived on the practice network."""

from collections.abc import Sequence
from typing import cast

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.core.refusals import Refused
from manyvoices.networks.sandbox.arrived import FILE, Arrival, Arrived, Picture
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.rights import Rights
from manyvoices.publishing.queries.practice import practice_channels
from manyvoices.voices.models import Channel
from manyvoices.voices.permissions import may_keep
from manyvoices.web.practising import behaves
from manyvoices.web.working_page import working_page

A_PAGE = 20


@working_page("GET")
def arrivals(request: HttpRequest, me: Person) -> HttpResponse:
    """Posts that arrived through the practice channels one works with; `account` shows one of them alone."""
    held = rights(me)
    channels = list(practice_channels(held))
    asked = request.GET.get("account", "")
    chosen = [one for one in channels if asked in {"", one.address}]
    arrived = Arrived(settings.CONFIG.data_dir / FILE, {one.address for one in chosen})
    # Counted and cut is all that a paginator does.
    page = Paginator(cast("Sequence[Arrival]", arrived), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "threads": threads(list(page), channels),
        "channels": [(one, behaves(one), may_change(held, one)) for one in channels],
        "asked": asked,
        "section": "voices",
    }
    return render(request, "sandbox/arrivals.html", context)


def may_change(held: Rights, channel: Channel) -> bool:
    """Whether to offer another behaviour; the action asks again."""
    try:
        may_keep(held, channel.voice)
    except Refused:
        return False
    return True


def threads(
    found: Sequence[Arrival], channels: Sequence[Channel]
) -> list[tuple[Channel, list[dict[str, object]]]]:
    """Each thread with the channel it came through; two voices never share an account."""
    by_address = {one.address: one for one in channels}
    return [(by_address[one.account], [shown(part) for part in (one, *one.rest)]) for one in found]


def shown(part: Arrival) -> dict[str, object]:
    """A part for the page, its pictures from here where they are ours."""
    return {"part": part, "pictures": [picture(one) for one in part.pictures]}


def picture(one: Picture) -> Picture:
    """Our own pictures by their path, so that the page shows them under whatever name it is opened."""
    return Picture(one.url.removeprefix(settings.CONFIG.public_url), one.alt)
