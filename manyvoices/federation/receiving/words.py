"""The words of somebody else's note, made safe to keep."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from manyvoices.core.markup.addresses import web_address
from manyvoices.core.markup.plain import from_html
from manyvoices.core.markup.sanitise import clean
from manyvoices.federation.hosts import loopback
from manyvoices.federation.origins import same_origin

TYPES = {"Note", "Article", "Page", "Question"}
LONGEST_URL = 500
MOST_ATTACHED = 16


def words_of(thing: Mapping[str, Any]) -> dict[str, Any]:
    """The fields `html` (sanitised), `content_warning` (plain), `language` and `attachments` of a `Note`."""
    content, language = _content(thing)
    summary = thing.get("summary")
    return {
        "html": str(clean(content)),
        "content_warning": from_html(summary, 500) if isinstance(summary, str) else "",
        "language": language,
        "attachments": _attached(thing.get("attachment")),
    }


def _attached(value: object) -> list[dict[str, str]]:
    """Pictures and other files by their addresses, which nobody fetches here: kept for who answers, shown as links."""
    several = value if isinstance(value, list) else [value]
    found = []
    for one in several[:MOST_ATTACHED]:
        url = one.get("url") if isinstance(one, Mapping) else None
        if isinstance(one, Mapping) and isinstance(url, str) and len(url) <= LONGEST_URL and web_address(url):
            said = {"mediaType": str(one.get("mediaType") or ""), "name": str(one.get("name") or "")}
            found.append({"url": url, **{name: from_html(words, 300) for name, words in said.items()}})
    return found


def page_of(thing: Mapping[str, Any], uri: str) -> str:
    """The page people read, if it stands on the note's own host; else the note's id."""
    value = thing.get("url")
    first = value[0] if isinstance(value, list) and value else value
    found = first.get("href") if isinstance(first, Mapping) else first
    if not isinstance(found, str) or len(found) > LONGEST_URL or web_address(found) is None:
        return uri
    return found if same_origin(found, uri, allow_loopback=loopback()) else uri


def moment_of(thing: Mapping[str, Any], now: datetime) -> datetime:
    """When it was published; now, where that is not said, said badly or in the future."""
    value = thing.get("published")
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or moment.year < 1990:
        return now
    return min(moment, now)


def _content(thing: Mapping[str, Any]) -> tuple[str, str]:
    """The HTML and its language. `contentMap` names the language, and stands alone where there are several."""
    by_language = thing.get("contentMap")
    content = thing.get("content")
    named = by_language if isinstance(by_language, Mapping) else {}
    for language, words in named.items():
        if isinstance(words, str) and content in (None, words):
            return words, language if len(language) <= 10 else ""
    return (content, "") if isinstance(content, str) else ("", "")
