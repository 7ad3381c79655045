"""JSON Feed 1.1 (jsonfeed.org)."""

import json
from typing import Any

from manyvoices.web.public.feeds.building import Entry, Feed

TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def render(feed: Feed) -> str:
    """The feed as a JSON document."""
    document: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "description": feed.summary,
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps({name: value for name, value in document.items() if value != ""}, ensure_ascii=False)


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.published_at.isoformat(),
        "date_modified": entry.changed_at.isoformat(),
        "authors": [{"name": entry.author, "url": entry.author_url}] if entry.author else [],
        "language": entry.language,
        "tags": list(entry.tags),
        "image": entry.pictures[0].url if entry.pictures else "",
        "attachments": [
            {"url": picture.url, "mime_type": picture.media_type, "title": picture.alt}
            | ({"size_in_bytes": picture.size} if picture.size else {})
            for picture in entry.pictures
        ],
    }
    return {name: value for name, value in item.items() if value or name == "content_html"}
