"""What a version of a draft holds, and which old ones may go. Nothing in here writes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from manyvoices.publishing.models import Post, Variant
from manyvoices.publishing.variants import words_for

# Every version of the last hour stays, then the newest of each hour of a day, then the newest of each day.
ALL_OF = timedelta(hours=1)
HOURLY_FOR = timedelta(hours=24)


def content_of(post: Post) -> dict[str, Any]:
    """What the draft says now, as `Revision.content`: the words for all channels first, then each channel's own."""
    newest = newest_words(post)
    return {
        "title": post.title,
        "variants": [
            {
                "channel": one.channel_id,
                "language": one.language,
                "text": one.text,
                "content_warning": one.content_warning,
            }
            for one in newest
        ],
    }


def newest_words(post: Post) -> list[Variant]:
    """The newest version for each channel and language; the one for all channels comes first. One query."""
    found: dict[tuple[int | None, str], Variant] = {}
    for one in post.variants.order_by("version"):
        found[one.channel_id, one.language] = one
    main = words_for((one for one in found.values() if one.channel_id is None), None, post.language)
    rest = [one for one in found.values() if one is not main]
    return ([main] if main else []) + sorted(rest, key=lambda one: (one.channel_id or 0, one.language))


def is_empty(content: dict[str, Any]) -> bool:
    """Whether nothing was written yet."""
    return not content["title"] and not any(
        one["text"].strip() or one["content_warning"].strip() for one in content["variants"]
    )


def superfluous(rows: Iterable[tuple[int, datetime]], now: datetime) -> list[int]:
    """The ids among `rows` (id and moment, oldest first) that a newer version of the same hour or day stands for."""
    kept: dict[object, int] = {}
    dropped = []
    for pk, at in rows:
        age = now - at
        if age < ALL_OF:
            continue
        span = at.strftime("%Y-%m-%d %H") if age < HOURLY_FOR else at.strftime("%Y-%m-%d")
        if span in kept:
            dropped.append(kept[span])
        kept[span] = pk
    return dropped
