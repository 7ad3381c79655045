"""The versions of a released post: who changed what and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from manyvoices.publishing.differences import Change, changes
from manyvoices.publishing.models import Post, Variant


@dataclass(frozen=True)
class Version:
    """One version as a list shows it. `where` is the channel it was written for, empty for all of them."""

    number: int
    by: str
    at: datetime
    where: str
    language: str
    changes: list[Change]


def versions(post: Post) -> list[Version]:
    """The versions after a first one, newest first, each with what it changed; empty for a post nobody edited."""
    return [
        _version(new, old) for new, old in sorted(_pairs(post.variants.all()), key=lambda two: two[0].made_at)
    ][::-1]


def _pairs(variants: Iterable[Variant]) -> list[tuple[Variant, Variant]]:
    by_place: dict[tuple[int | None, str], list[Variant]] = {}
    for one in sorted(variants, key=lambda one: one.version):
        by_place.setdefault((one.channel_id, one.language), []).append(one)
    return [(new, old) for rows in by_place.values() for old, new in pairwise(rows)]


def _version(new: Variant, old: Variant) -> Version:
    return Version(
        number=new.version,
        by=new.made_by.name,
        at=new.made_at,
        where=new.channel.address if new.channel else "",
        language=new.language,
        changes=changes(whole(old.content_warning, old.text), whole(new.content_warning, new.text)),
    )


def whole(content_warning: str, text: str) -> str:
    """Everything a reader gets to see, as one text."""
    return f"{content_warning}\n\n{text}" if content_warning else text
