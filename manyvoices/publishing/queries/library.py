"""What stands in the media library for a person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from manyvoices.core.refusals import NotThere
from manyvoices.core.search import matches, parse
from manyvoices.media.models import Release
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.library import units_offered_to
from manyvoices.publishing.models import MediaItem, Post
from manyvoices.publishing.queries.posts import posts_of

# Looked through word by word, the newest first; older items are found by tag, kind and state.
LOOKED_THROUGH = 3_000
STATES = ("usable", "ending", "expired", "asking")
SOON = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for: `words`, a `tag`, a `kind` (picture, film), a `state` of STATES; empty is everything."""

    words: str = ""
    tag: str = ""
    kind: str = ""
    state: str = ""


def library(person: Person, asked: Asked, today: date) -> "QuerySet[MediaItem]":
    """The items offered to this person that answer, newest first, with file, poster, unit and who added them."""
    found = _offered(person).filter(_of_kind(asked.kind), _in_state(asked.state, today))
    if asked.words.strip() or asked.tag:
        found = found.filter(pk__in=_answering(found, asked))
    return found.select_related("file__poster", "unit", "added_by").order_by("-added_at", "-pk")


def usable_items(person: Person, today: date) -> "QuerySet[MediaItem]":
    """Those whose rights stand today, newest first."""
    return library(person, Asked(state="usable"), today)


def item_of(person: Person, pk: int) -> MediaItem:
    """One of the items offered to this person. Raises NotThere."""
    found = _offered(person).select_related("file__poster", "unit", "added_by").filter(pk=pk).first()
    if found is None:
        raise NotThere("There is no such picture in the library, or it is not offered to you.")
    return found


def tags_for(person: Person, most: int = 24) -> list[str]:
    """The tags that are used most among the newest items."""
    newest = _offered(person).order_by("-added_at").values_list("tags", flat=True)[:LOOKED_THROUGH]
    counted = Counter(tag for tags in newest for tag in tags)
    return sorted(tag for tag, _times in counted.most_common(most))


def posts_with(person: Person, item: MediaItem) -> "QuerySet[Post]":
    """Where it is used, as far as this person may see: their drafts and the posts of voices they speak as."""
    shown = Q(attachments__file=item.file_id) | Q(cover=item.file_id)
    return posts_of(person).filter(shown).distinct().order_by("-made_at")


def times_used(item: MediaItem) -> int:
    """How many posts that are out or planned show it, whoever may see them."""
    shown = Q(attachments__file=item.file_id) | Q(cover=item.file_id)
    return Post.objects.filter(shown, released_at__isnull=False, removed_at=None).distinct().count()


def _offered(person: Person) -> "QuerySet[MediaItem]":
    units = units_offered_to(person, rights(person))
    return MediaItem.objects.filter(unit_id__in=units, retired_at=None)


def _of_kind(kind: str) -> Q:
    starts = {"picture": "image/", "film": "video/"}.get(kind)
    return Q(file__mime__startswith=starts) if starts else Q()


def _in_state(state: str, today: date) -> Q:
    over = Q(file__expires_on__lt=today)
    states = {
        "usable": ~over | Q(file__expires_on=None),
        "ending": Q(file__expires_on__gte=today, file__expires_on__lte=today + SOON),
        "expired": over,
        "asking": Q(file__release__in=[Release.MISSING, Release.UNKNOWN]),
    }
    return states.get(state, Q())


def _answering(items: "QuerySet[MediaItem]", asked: Asked) -> Iterable[int]:
    query, tag = parse(asked.words), asked.tag.casefold()
    newest = items.order_by("-added_at").values_list("pk", "title", "alt", "tags", "file__credit")
    return [
        pk
        for pk, title, alt, tags, credit in newest[:LOOKED_THROUGH]
        if (not tag or tag in tags)
        and (not asked.words.strip() or matches(query, " ".join((title, alt, credit, *tags))))
    ]
