"""For colleagues: who in the organisation knows about something, with or without a voice."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.core.markup.entities import tag_name
from manyvoices.core.search import parse
from manyvoices.core.search.parsing import LONGEST
from manyvoices.people.models import Expertise, Person, Topic
from manyvoices.voices.addresses import page_url
from manyvoices.voices.queries import public_voices
from manyvoices.web.public.knowing import topic_names, topics_about
from manyvoices.web.working_page import working_page

A_PAGE = 50


@working_page("GET")
def colleagues(request: HttpRequest, me: Person) -> HttpResponse:
    """Everybody here who says that they know what `q` or `topic` asks for, by name: their name, unit and subjects alone."""
    asked = request.GET.get("q", "")[:LONGEST]
    tag = tag_name(request.GET.get("topic", ""))
    topics = list(Topic.objects.filter(tag=tag, closed_at=None)) if tag else topics_about(parse(asked))
    page = Paginator(_who_know(topics), A_PAGE).get_page(request.GET.get("page"))
    open_topics = Topic.objects.filter(closed_at=None).order_by("name")
    context = {
        "asked": asked,
        "topic_tag": tag,
        "about": topic_names(topics),
        "offered": [] if asked or tag else topic_names(open_topics),
        "page": page,
        "rows": _rows(page.object_list),
    }
    return render(request, "people/colleagues.html", context)


def _who_know(topics: Iterable[Topic]) -> "QuerySet[Person]":
    known = Expertise.objects.filter(ended_at=None, topic__closed_at=None)
    knowing = known.filter(topic__in=list(topics)).values("person")
    listed = known.select_related("topic").order_by("topic__name")
    people = Person.objects.filter(is_active=True, pk__in=knowing).select_related("unit", "picture")
    return people.prefetch_related(Prefetch("expertise", listed)).order_by("name", "pk")


def _rows(people: Iterable[Person]) -> list[dict[str, object]]:
    found = list(people)
    voices = {voice.person_id: page_url(voice) for voice in public_voices().filter(person__in=found)}
    return [
        {
            "name": person.name,
            "unit": person.unit.name,
            "picture_url": person.picture.url if person.picture else "",
            "topics": topic_names(known.topic for known in person.expertise.all()),
            "voice_url": voices.get(person.pk, ""),
        }
        for person in found
    ]
