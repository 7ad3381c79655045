"""The calendar: what is planned, published, wished for and coming again, by month or week."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.publishing.queries.planning import voices_planned_for
from manyvoices.voices.models import Channel
from manyvoices.web.day_names import DAY_NAMES
from manyvoices.web.planning.asked import KEPT, asked
from manyvoices.web.planning.entries import days_of
from manyvoices.web.working_page import working_page, zone_of

KINDS = [kind for kind in PostKind if kind != PostKind.REPLY]
MOST_CHOICES = 300


@working_page("GET")
def calendar(request: HttpRequest, person: Person) -> HttpResponse:
    """A month or a week of the voices one plans for. ?view, day, voice, kind and channel choose what is shown."""
    chosen = asked(request.GET.dict(), timezone.localdate())
    zone = zone_of(person)
    days, more = days_of(person, chosen, zone)
    voices = list(voices_planned_for(person).order_by("name", "id")[:MOST_CHOICES])
    channels = Channel.objects.filter(voice__in=[voice.pk for voice in voices])
    if chosen.voice is not None:
        channels = channels.filter(voice=chosen.voice)
    context = {
        "section": "calendar",
        "asked": chosen,
        "days": days,
        "has_entries": any(day.entries for day in days),
        "narrowed": any((chosen.voice, chosen.kind, chosen.channel)),
        "more": more,
        "zone": zone,
        "day_names": DAY_NAMES.values(),
        "voices": voices,
        "kinds": [(kind.value, kind.label) for kind in KINDS],
        "channels": channels.order_by("address")[:MOST_CHOICES],
        "kept": {name: request.GET[name] for name in KEPT if request.GET.get(name)},
        "can_move": any(entry.movable for day in days for entry in day.entries),
    }
    return render(request, "planning/calendar.html", context)
