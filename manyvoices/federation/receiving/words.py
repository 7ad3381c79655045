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
from manyvoices.federation.uris import PUBLIC

TYPES = {"Note", "Article", "Page", "Question"}
EVERYBODY = {PUBLIC, "as:Public", "Public"}
LONGEST_URL = 500


def words_of(thing: Mapping[str, Any]) -> dict[str, Any]:
    """The fields `html` (sanitised), `content_warning` (plain) and `language` of a `Note`."""
    content, language = _content(thing)
    summary = thing.get("summary")
    return {
        "html": str(clean(content)),
        "content_warning": from_html(summary, 500) if isinstance(summary, str) else "",
        "language": language,
    }


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
