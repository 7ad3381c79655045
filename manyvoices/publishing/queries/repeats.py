"""Repeats, for the page that lists them."""

from django.db.models import F, Prefetch, QuerySet

from manyvoices.people.models import Person
from manyvoices.publishing.models import Post, Repeat, RepeatTurn
from manyvoices.publishing.queries.planning import opened
from manyvoices.publishing.queries.posts import spoken_by


def repeats_of(person: Person, show: str = "") -> "QuerySet[Repeat]":
    """The repeats of the voices this person speaks as, the next turn first; `show` "stopped" narrows them."""
    mine = Repeat.objects.filter(pattern__in=Post.objects.filter(spoken_by(person)).values("pk"))
    rows = mine.filter(stopped_at__isnull=False) if show == "stopped" else mine
    skipped = RepeatTurn.objects.exclude(skipped_because="").order_by("-at")
    return (
        rows.select_related("made_by", "stopped_by")
        .prefetch_related(
            Prefetch("pattern", opened(Post.objects.all())), Prefetch("turns", skipped, to_attr="skipped")
        )
        .order_by(F("next_at").asc(nulls_last=True), "-id")
    )
