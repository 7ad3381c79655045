"""Atom (RFC 4287)."""

from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Enclosure

from manyvoices.web.public.feeds.building import Feed

TYPE = "application/atom+xml"


class _Atom(Atom1Feed):
    """Django's, with the language of each entry, and a date of its own while it is empty."""

    def latest_post_date(self) -> datetime:
        """When the newest entry was changed."""
        changed: datetime = self.feed["changed_at"]
        return changed

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language the post is written in."""
        return {"xml:lang": item["language"]} if item["language"] else {}


def render(feed: Feed) -> str:
    """The feed as an Atom document."""
    atom = _Atom(
        title=feed.title,
        link=feed.page_url,
        description="",
        subtitle=feed.summary or None,
        feed_url=feed.url,
        language=feed.language,
        changed_at=feed.changed_at,
    )
    for entry in feed.entries:
        atom.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.html,
            unique_id=entry.id,
            author_name=entry.author or None,
            author_link=entry.author_url or None,
            pubdate=entry.published_at,
            updateddate=entry.changed_at,
            categories=entry.tags,
            enclosures=[
                Enclosure(picture.url, str(picture.size), picture.media_type) for picture in entry.pictures
            ],
            language=entry.language,
        )
    return str(atom.writeString("utf-8"))
