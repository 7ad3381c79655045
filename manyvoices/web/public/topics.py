"""What is spoken about: the organisation's topics, the hashtags in use, and a page for each."""

from collections import Counter
from urllib.parse import quote

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from manyvoices.core.markup.entities import tag_name
from manyvoices.federation.models import NoteTag
from manyvoices.federation.queries import standing_notes
from manyvoices.people.models import Topic
from manyvoices.people.queries import organisation
from manyvoices.voices.queries import public_voices
from manyvoices.web.public.caching import by_version, public
from manyvoices.web.public.shown import frame
from manyvoices.web.public.subject_page import subject_page
from manyvoices.web.public.subjects import topic_name, topic_path, topic_subject

# "In use" means: among the newest posts.
NEWEST = 1_000
MOST = 40


@public
@by_version
def topics(request: HttpRequest) -> HttpResponse:
    """Every open topic with how many speak about it, and the hashtags of the newest posts. 404 before set-up."""
    if organisation() is None:
        raise Http404
    speaking = Count("voices", filter=Q(voices__in=public_voices().order_by().values("pk")))
    rows = Topic.objects.filter(closed_at=None).annotate(speaking=speaking).order_by("name")
    listed = [
        {
            "name": topic_name(row),
            "tag": row.tag,
            "url": topic_path(row.tag),
            "description": row.description,
            "voices": row.speaking,
        }
        for row in rows
    ]
    named = {row["tag"] for row in listed}
    tags = [{"tag": tag, "url": topic_path(tag), "posts": n} for tag, n in _in_use() if tag not in named]
    context = {
        "organisation": organisation(),
        "topics": sorted(listed, key=lambda row: str(row["name"]).casefold()),
        "tags": tags[:MOST],
        **frame("/topics", feeds="/"),
    }
    return render(request, "public/topics.html", context)


@public
@by_version
def topic(request: HttpRequest, tag: str) -> HttpResponse:
    """The page of a topic or a hashtag, whatever its case. 404 for one that nobody uses."""
    name = tag_name(tag)
    if name != tag:
        return redirect("topic", tag=name, permanent=True)
    subject = topic_subject(name)
    more = {
        "all_voices": f"/experts?topic={quote(name)}",
        "embed": f"show=topic:{quote(name)}",
        "kind": "topic",
    }
    return subject_page(request, subject, tag=name, **more)


def _in_use() -> list[tuple[str, int]]:
    newest = list(standing_notes().values_list("pk", flat=True)[:NEWEST])
    return Counter(NoteTag.objects.filter(note__in=newest).values_list("tag", flat=True)).most_common(
        MOST * 2
    )
