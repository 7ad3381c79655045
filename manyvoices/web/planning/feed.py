"""The plan for calendar programs, behind a secret address."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries.calendar_links import person_by_calendar_link
from manyvoices.publishing.queries.planning import calendar_posts, voices_planned_for
from manyvoices.web.planning.entries import opening

BACK, AHEAD, MOST = timedelta(days=31), timedelta(days=366), 1000
LASTS = timedelta(minutes=15)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """iCalendar of the planned and published posts of the person's voices; 404 for an address that opens nothing.

    It carries an ETag and no Last-Modified: a post that was taken back makes no date later.
    """
    person = person_by_calendar_link(token)
    if person is None:
        raise NotThere(_("This calendar address opens nothing. Make a new one in the calendar."))
    with translation.override(person.language or settings.LANGUAGE_CODE):
        body = _calendar(person)
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    answer = get_conditional_response(request, etag=etag) or HttpResponse(
        body, content_type="text/calendar; charset=utf-8"
    )
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, max-age=0, must-revalidate"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _calendar(person: Person) -> bytes:
    home, now = organisation(), clock.now()
    made = Calendar()
    made.add("prodid", "-//Manyvoices//Plan//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Posts of %(name)s") % {"name": home.name if home else "Manyvoices"})
    made.add("refresh-interval", timedelta(minutes=15), parameters={"value": "DURATION"})
    for post in calendar_posts(voices_planned_for(person), now - BACK, now + AHEAD).order_by("pk")[:MOST]:
        made.add_component(_event(post))
    return bytes(made.to_ical())


def _event(post: Post) -> Event:
    at = post.published_at or post.scheduled_at
    event = Event()
    event.add("uid", f"post-{post.pk}@{settings.CONFIG.public_url.partition('://')[2]}")
    event.add("dtstamp", post.saved_at)
    event.add("sequence", post.revision)
    event.add("dtstart", at)
    event.add("duration", LASTS)
    event.add("summary", f"@{post.voice.handle}: {opening(post)}")
    event.add("url", settings.CONFIG.public_url + reverse("post-detail", args=[post.pk]))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
