"""Files to download: a sample of a plan, and the plan itself."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from manyvoices.core.sheets import sheet
from manyvoices.people.models import Person
from manyvoices.publishing.importing.columns import COLUMNS
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries.planning import planned_in_full, voices_planned_for
from manyvoices.publishing.scheduling import wall_of
from manyvoices.publishing.variants import words_for
from manyvoices.voices.queries import speakable_voices
from manyvoices.web.planning.asked import asked
from manyvoices.web.working_page import working_page, zone_of

MOST = 5000


@working_page("GET")
def plan_sample(request: HttpRequest, me: Person) -> HttpResponseBase:
    """Two made-up posts of a voice of the reader's, next week."""
    voice = speakable_voices(me).first()
    handle = voice.handle if voice else "northlight"
    day = timezone.localdate() + timedelta(days=7)
    first = [
        handle,
        "native",
        day.isoformat(),
        "08:10",
        zone_of(me),
        "story",
        "en",
        "The new doors open wider.",
        "",
    ]
    second = [
        handle,
        "",
        (day + timedelta(days=1)).isoformat(),
        "",
        "",
        "",
        "",
        "Cheaper on Sundays: the day ticket.",
        "",
    ]
    return download("plan.csv", sheet(COLUMNS, [first, second]))


@working_page("GET")
def plan_export(request: HttpRequest, me: Person) -> HttpResponseBase:
    """The planned and published posts of the shown month or week, with the same columns as a plan that is brought."""
    chosen = asked(request.GET.dict(), timezone.localdate())
    posts = planned_in_full(voices_planned_for(me), *chosen.bounds(zone_of(me)))
    if chosen.voice:
        posts = posts.filter(voice=chosen.voice)
    if chosen.kind:
        posts = posts.filter(kind=chosen.kind)
    if chosen.channel:
        posts = posts.filter(deliveries__channel=chosen.channel).distinct()
    name = f"plan-{chosen.first.isoformat()}.csv"
    return download(name, sheet([*COLUMNS, "state"], list(_rows(posts[:MOST]))))


def download(name: str, lines: Iterator[str]) -> HttpResponseBase:
    """The lines as a file."""
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(posts: Iterable[Post]) -> Iterator[list[str]]:
    for post in posts:
        words = words_for(post.variants.all(), None, post.language)
        at = post.scheduled_at or post.published_at
        wall = wall_of(at, post.time_zone) if at else None
        yield [
            post.voice.handle,
            "|".join(dict.fromkeys(row.channel.address for row in post.deliveries.all())),
            f"{wall:%Y-%m-%d}" if wall else "",
            f"{wall:%H:%M}" if wall else "",
            post.time_zone,
            post.kind,
            post.language,
            words.text if words else "",
            words.content_warning if words else "",
            "published" if post.published_at else "planned",
        ]
