"""Whether the same words stand queued or were published already, here or by a colleague."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from manyvoices.core import clock
from manyvoices.publishing.duplicates import alike, fingerprint
from manyvoices.publishing.models import Delivery, Origin, Post, Variant
from manyvoices.publishing.queries.posts import WAITING
from manyvoices.voices.models import Voice

WITHIN = timedelta(days=90)
# An organisation may say the same on fifty channels; three tell enough.
MOST = 3
LOOKED_AT = 50


@dataclass(frozen=True)
class Before:
    """An earlier post with these words. `at` is when it was published, or is planned for; `same` or only alike."""

    post: Post
    at: datetime
    published: bool
    same: bool


def said_before(voice: Voice, text: str, *, draft: int | None = None) -> list[Before]:
    """Released posts of the last 90 days, or still to leave, with the same words, newest first; else own ones much alike.

    Drafts are never among them, whoever wrote them. At most two queries.
    """
    mark = fingerprint(text)
    if not mark:
        return []
    rows = _released(voice).exclude(post=draft) if draft else _released(voice)
    same = _each_post_once(rows.filter(fingerprint=mark))
    if same:
        return [_before(one, same=True) for one in same]
    own = rows.filter(post__voice=voice).order_by("-pk")[:LOOKED_AT]
    return [
        _before(one, same=False) for one in _each_post_once([row for row in own if alike(row.text, text)])
    ][:1]


def _released(voice: Voice) -> "QuerySet[Variant]":
    waits = Delivery.objects.filter(post=OuterRef("post"), state__in=WAITING)
    lately = Q(post__published_at__gte=clock.now() - WITHIN)
    return (
        Variant.objects.filter(
            lately | Q(Exists(waits)),
            post__released_at__isnull=False,
            post__removed_at=None,
            post__discarded_at=None,
            post__world=voice.world,
        )
        .exclude(fingerprint="")
        .exclude(
            post__origin=Origin.ANSWER
        )  # the same question gets the same answer, and who asked is nobody's business
        .select_related("post__voice")
        .order_by("-pk")
    )


def _each_post_once(rows: "QuerySet[Variant] | list[Variant]") -> list[Variant]:
    # Versions and channels of one post carry the same words: more rows than posts.
    found: dict[int, Variant] = {}
    for row in rows[: MOST * 10]:
        found.setdefault(row.post_id, row)
    return list(found.values())[:MOST]


def _before(row: Variant, *, same: bool) -> Before:
    post = row.post
    at = post.published_at or post.scheduled_at or post.released_at
    assert at is not None  # noqa: S101 - the query asks for released posts
    return Before(post, at, post.published_at is not None, same)
