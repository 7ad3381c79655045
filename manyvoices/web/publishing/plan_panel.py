"""The composer's plan: what a chosen time means, the wish of a draft, the next free slot of the queue."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.dateparse import parse_date, parse_time

from manyvoices.core.zones import known_zones
from manyvoices.people.models import Person
from manyvoices.publishing.actions.wish_time import wish_time
from manyvoices.publishing.models import Post
from manyvoices.web.planning.time_check import looked

if TYPE_CHECKING:  # the list of panels names this one
    from manyvoices.web.publishing.panels import Opened


def show_plan(opened: "Opened") -> Mapping[str, Any] | None:
    """What the panel says about the time in the form; None while there is no voice to plan for."""
    voice, form = opened.voice, opened.form
    if voice is None:
        return None
    own = {str(channel.pk) for channel in voice.channels.all()}
    ticked = [str(pk) for pk in form["channels"].value() or [] if str(pk) in own]
    given = {
        "date": _said(form["date"].value()),
        "time": _said(form["time"].value())[:5],
        "time_zone": _said(form["time_zone"].value()),
        "post": str(opened.post.pk) if opened.post else "",
    }
    return {"looked": looked(opened.person, given, ticked), "post": opened.post, "voice": voice}


def keep_plan(request: HttpRequest, person: Person, post: Post) -> None:
    """Keeps day and time as the draft's wish; a form that does not send them changes nothing."""
    if "date" not in request.POST or not post.is_draft:
        return
    try:
        day, time = parse_date(request.POST["date"]), parse_time(request.POST.get("time", ""))
    except ValueError:
        return
    zone = request.POST.get("time_zone", "")
    zone = zone if zone in known_zones() else post.time_zone
    if (day, time if day else None, zone) != (post.planned_day, post.planned_time, post.time_zone):
        wish_time(actor=person, post=post, day=day, time=time, time_zone=zone)


def _said(value: object) -> str:
    return "" if value is None else str(value)
