"""The people directory: who can tell me about brakes?"""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.core.markup.entities import tag_name
from manyvoices.core.search import parse
from manyvoices.core.search.parsing import LONGEST
from manyvoices.people.models import Topic, Unit
from manyvoices.people.queries import organisation
from manyvoices.people.spoken import own_name
from manyvoices.people.units import below
from manyvoices.web.public.caching import by_version, public
from manyvoices.web.public.knowing import Knowing, best_first, everyone, topic_names
from manyvoices.web.public.shown import frame, shown_voice
from manyvoices.web.public.subjects import spoken, topic_name

A_PAGE = 24
OFFERED = 24


@public
@by_version
def experts(request: HttpRequest) -> HttpResponse:
    """The voices that answer `q`, `topic`, `unit` and `language`, the best first, page by page. 404 before set-up."""
    if organisation() is None:
        raise Http404
    asked = request.GET.get("q", "")[:LONGEST]
    topic = tag_name(request.GET.get("topic", ""))
    query = parse(asked)
    there = [one for one in everyone() if _fits(one, topic, request.GET.get("language", ""))]
    there, unit = _in_unit(there, request.GET.get("unit", ""))
    page = Paginator(best_first(query, there), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation(),
        "asked": asked,
        "topic": Topic.objects.filter(tag=topic, closed_at=None).first() if topic else None,
        "topic_tag": topic,
        "unit": unit,
        "language": request.GET.get("language", ""),
        "language_name": own_name(request.GET.get("language", "")),
        "offered": _offered(there),
        "page": page,
        "found": [_shown(one) for one in page.object_list],
        **frame("/experts", feeds="/"),
    }
    return render(request, "public/experts.html", context)


def _fits(one: Knowing, topic: str, language: str) -> bool:
    topics = [*one.topics, *(topic for known in one.named.values() for topic in known)]
    return (not topic or any(row.tag == topic for row in topics)) and (
        not language or language in spoken(one.voice)
    )


def _in_unit(there: list[Knowing], given: str) -> tuple[list[Knowing], Unit | None]:
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
    unit = Unit.objects.filter(pk=number, closed_at=None).first() if number else None
    if unit is None:
        return there, None
    inside = below(dict(Unit.objects.values_list("pk", "parent_id")), unit.pk)
    return [one for one in there if one.voice.unit_id in inside], unit


def _offered(there: list[Knowing]) -> list[dict[str, str]]:
    """Topics to choose from: those most of the voices that stand here speak about."""
    counted: dict[str, int] = {}
    named: dict[str, str] = {}
    for one in there:
        for topic in one.topics:
            counted[topic.tag] = counted.get(topic.tag, 0) + 1
            named[topic.tag] = topic_name(topic)
    most = sorted(counted, key=lambda tag: (-counted[tag], named[tag].casefold()))[:OFFERED]
    return [{"tag": tag, "name": named[tag]} for tag in most]


def _shown(one: Knowing) -> dict[str, object]:
    named = [{"name": name, "topics": topic_names(topics)} for name, topics in one.named.items()]
    return {
        "voice": shown_voice(one.voice),
        "unit": one.voice.unit.name,
        "topics": topic_names(one.topics),
        "named": named,
    }
