"""Give a planned post, or the wish of a draft, another time: by a form, or by so many days."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.core.zones import zones_to_choose
from manyvoices.people.models import Person
from manyvoices.publishing.actions.move_post import move_post
from manyvoices.publishing.actions.wish_time import wish_time
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries import post_of
from manyvoices.publishing.scheduling import in_words, nearest, wall_of
from manyvoices.web.long_select import LongSelect
from manyvoices.web.planning.asked import back_to
from manyvoices.web.publishing.lines import title
from manyvoices.web.refusing import tell
from manyvoices.web.working_page import working_page

FARTHEST = 3700  # days


class MoveForm(forms.Form):
    """When instead. `revision` is the one the mover saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    date = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=lambda: [(zone, zone) for zone in zones_to_choose()],
        widget=LongSelect,
    )


@working_page("GET", "POST")
def move(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """The form; a POST with `days` shifts the wall time by so many days. 404 for what is not theirs to see."""
    post = post_of(person, post_id)
    if post.removed_at is not None or post.published_at is not None:
        raise Conflict(_("This post has left or was taken back, so it cannot be moved."))
    if request.method == "GET":
        return _page(request, post, MoveForm(initial=_filled(post, _now(post))))
    form = MoveForm(_shifted(request, post) if "days" in request.POST else request.POST)
    if form.is_valid():
        try:
            return _moved(request, person, post, form)
        except Invalid as invalid:
            tell(form, invalid)
    return _page(request, post, form, status=422)


def _moved(request: HttpRequest, person: Person, post: Post, form: MoveForm) -> HttpResponse:
    given = form.cleaned_data
    wall = datetime.combine(given["date"], given["time"])
    if post.is_draft:
        wish_time(
            actor=person,
            post=post,
            day=wall.date(),
            time=_time(request, post, wall),
            time_zone=given["time_zone"],
        )
    else:
        move_post(
            actor=person, post=post, revision=given["revision"], wall=wall, time_zone=given["time_zone"]
        )
    found = nearest(wall, given["time_zone"])
    said = _("Moved to %(when)s.") % {"when": in_words(found.at, given["time_zone"])}
    messages.success(request, f"{said} {found.note}".strip())
    return redirect(back_to(request.POST.get("back", "")))


def _time(request: HttpRequest, post: Post, wall: datetime) -> time | None:
    """A draft that wished for a day alone is shifted by days without getting a time."""
    return None if "days" in request.POST and post.planned_time is None else wall.time()


def _now(post: Post) -> datetime:
    """When the post is planned or wished for now, as its own clock shows it."""
    wall = wall_of(post.scheduled_at or clock.now(), post.time_zone)
    return datetime.combine(post.planned_day or wall.date(), post.planned_time or wall.time())


def _filled(post: Post, wall: datetime) -> dict[str, Any]:
    return {
        "revision": post.revision,
        "date": wall.date(),
        "time": wall.time().replace(second=0, microsecond=0),
        "time_zone": post.time_zone,
    }


def _shifted(request: HttpRequest, post: Post) -> dict[str, Any]:
    """The form as if it were filled in with the same wall time so many days away."""
    try:
        days = int(request.POST["days"])
    except ValueError:
        days = 0
    wall = _now(post) + timedelta(days=max(-FARTHEST, min(days, FARTHEST)))
    return {**_filled(post, wall), "revision": request.POST.get("revision", "")}


def _page(request: HttpRequest, post: Post, form: MoveForm, status: int = 200) -> HttpResponse:
    context = {
        "section": "calendar",
        "post": post,
        "title": title(post),
        "form": form,
        "back": request.POST.get("back", request.GET.urlencode()),
        "back_url": back_to(request.POST.get("back", request.GET.urlencode())),
    }
    return render(request, "planning/move.html", context, status=status)
