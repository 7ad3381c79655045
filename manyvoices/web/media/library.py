"""What stands in the media library, found by words, tag, kind and state."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import Person
from manyvoices.publishing.queries.library import Asked, library, tags_for
from manyvoices.web.media.shown import shown_item
from manyvoices.web.working_page import working_page

A_PAGE = 24
KINDS: tuple[tuple[str, Promise], ...] = (("picture", _("Pictures")), ("film", _("Films")))
STATE_NAMES: tuple[tuple[str, Promise], ...] = (
    ("usable", _("May be used")),
    ("ending", _("Rights end within 30 days")),
    ("expired", _("Rights are over")),
    ("asking", _("People shown not asked yet")),
)


@working_page("GET")
def library_page(request: HttpRequest, person: Person) -> HttpResponse:
    """One page of it; `?post=` names the draft that something is looked for."""
    given = request.GET
    asked = Asked(
        words=given.get("words", "")[:200],
        tag=given.get("tag", "")[:40],
        kind=given.get("kind", ""),
        state=given.get("state", ""),
    )
    today = timezone.localdate()
    page = Paginator(library(person, asked, today), A_PAGE).get_page(given.get("page"))
    context = {
        "page": page,
        "items": [shown_item(item, today) for item in page.object_list],
        "asked": asked,
        "tags": tags_for(person),
        "kinds": KINDS,
        "states": STATE_NAMES,
        "post": given.get("post", "") if given.get("post", "").isdigit() else "",
    }
    return render(request, "media/library.html", context)
