"""What an author typed, as the fields of a note."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from manyvoices.core.markup.entities import tag_name
from manyvoices.core.markup.plain import to_html
from manyvoices.federation import mentions
from manyvoices.federation.uris import absolute


def content(
    *, text: str, content_warning: str, language: str, pictures: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """`html`, `content_warning`, `language` and `attachments` of a note, ready for JSON.

    `pictures` have `url`, `mediaType`, `name`, `width` and `height`; their URLs become absolute.
    """
    handles = mentions.known(text)
    return {
        "html": str(to_html(text, mention=handles.get, hashtag=topic_page)),
        "content_warning": content_warning,
        "language": language,
        "attachments": [{**picture, "url": absolute(picture["url"])} for picture in pictures],
    }


def topic_page(hashtag: str) -> str:
    """Our page of all that carries a hashtag, in whatever case it was typed."""
    return absolute(f"/topics/{quote(tag_name(hashtag))}")
