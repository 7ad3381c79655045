"""Posts that come again: the list, a new one, stop, start again."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.actions.restart_repeat import restart_repeat
from manyvoices.publishing.actions.start_repeat import start_repeat
from manyvoices.publishing.actions.stop_repeat import stop_repeat
from manyvoices.publishing.models import Repeat
from manyvoices.publishing.queries import post_of
from manyvoices.publishing.queries.repeats import repeats_of
from manyvoices.publishing.repeating import Coming, Rule, turns
from manyvoices.web.planning.entries import opening
from manyvoices.web.planning.repeat_form import RepeatForm
from manyvoices.web.planning.rule_words import rule_in_words
from manyvoices.web.publishing.lines import title
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page, zone_of

A_PAGE, NEXT = 20, 3


@dataclass(frozen=True)
class Shown:
    """A repeat as the list shows it. `coming` is empty once it is stopped or over."""

    repeat: Repeat
    title: str
    rule: str
    coming: list[Coming]


@working_page("GET")
def repeats(request: HttpRequest, me: Person) -> HttpResponse:
    """The repeats of the voices one speaks as, running ones first. ?show=stopped narrows them."""
    show = "stopped" if request.GET.get("show") == "stopped" else ""
    page = Paginator(repeats_of(me, show), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "calendar",
        "page": page,
        "show": show,
        "shown": [_shown(repeat) for repeat in page],
    }
    return render(request, "planning/repeats.html", context)


@working_page("GET", "POST")
def repeat_new(request: HttpRequest, me: Person, post_id: int) -> HttpResponse:
    """The form for letting a post come again, with its first turns once it is filled in."""
    post = post_of(me, post_id)
    initial = {
        "time_zone": zone_of(me),
        "starts_on": timezone.localdate() + timedelta(days=1),
        "time": post.planned_time or "08:10",
        "kind": "promotion",
    }
    form = RepeatForm(request.POST or None, initial=initial)
    coming: list[Coming] = []
    if request.method == "POST" and form.is_valid():
        rule, most, kind = form.rule(), form.cleaned_data["most"], form.cleaned_data["kind"]
        if "look" in request.POST:
            coming = list(islice(turns(rule, clock.now()), min(5, most or 5)))
        elif attempt(form, start_repeat, actor=me, pattern=post, rule=rule, most=most, kind=kind):
            messages.success(
                request, _("It repeats from now on. Each turn stands in the calendar beforehand.")
            )
            return redirect("repeats")
    context = {
        "section": "calendar",
        "post": post,
        "title": title(post),
        "form": form,
        "coming": coming,
        "looked": "look" in request.POST,
    }
    return render(request, "planning/repeat_new.html", context, status=422 if form.errors else 200)


@working_page("POST")
def repeat_stop(request: HttpRequest, me: Person, repeat_id: int) -> HttpResponse:
    """Stops it; 404 for what is not theirs."""
    stop_repeat(actor=me, repeat=_one(me, repeat_id))
    messages.success(request, _("Stopped. What was planned by it already stays in the calendar."))
    return redirect("repeats")


@working_page("POST")
def repeat_restart(request: HttpRequest, me: Person, repeat_id: int) -> HttpResponse:
    """Lets it run again; 404 for what is not theirs."""
    restart_repeat(actor=me, repeat=_one(me, repeat_id))
    messages.success(request, _("It repeats again from its next turn on. What it missed is not made up for."))
    return redirect("repeats")


def _one(me: Person, pk: int) -> Repeat:
    found = repeats_of(me).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def _shown(repeat: Repeat) -> Shown:
    coming: list[Coming] = []
    if repeat.stopped_at is None and repeat.next_at is not None:
        left = NEXT if repeat.most is None else min(NEXT, repeat.most - repeat.made)
        coming = list(islice(turns(Rule.of(repeat), repeat.next_at - timedelta(seconds=1)), left))
    return Shown(repeat, opening(repeat.pattern), rule_in_words(repeat), coming)
