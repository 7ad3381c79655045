"""What an author typed, as the fields of a note."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from manyvoices.core.markup.articles import Image, article_html
from manyvoices.core.markup.entities import tag_name
from manyvoices.core.markup.plain import to_html
from manyvoices.federation import mentions
from manyvoices.federation.uris import absolute

ARTICLE = "article"


def content(
    *,
    text: str,
    content_warning: str,
    language: str,
    pictures: Sequence[Mapping[str, Any]],
    form: str = "note",
    title: str = "",
    cover: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """`html`, `content_warning`, `language`, `attachments`, `form`, `title` and `cover` of a note, ready for JSON.

    `pictures` and `cover` have `url`, `mediaType`, `name`, `width` and `height`, films also `duration_ms`, `poster` and
    `subtitles`; their addresses become absolute. The text of an article is Markdown and may show the pictures.
    """
    handles = mentions.known(text)
    attached = [_absolute(picture) for picture in pictures]
    if form == ARTICLE:
        html = article_html(text, images=_images(attached), mention=handles.get, hashtag=topic_page)
    else:
        html = to_html(text, mention=handles.get, hashtag=topic_page)
    return {
        "html": str(html),
        "content_warning": content_warning,
        "language": language,
        "attachments": attached,
        "form": form,
        "title": title,
        "cover": _absolute(cover) if cover else {},
    }


def topic_page(hashtag: str) -> str:
    """Our page of all that carries a hashtag, in whatever case it was typed."""
    return absolute(f"/topics/{quote(tag_name(hashtag))}")


def _absolute(media: Mapping[str, Any]) -> dict[str, Any]:
    whole = {**media, "url": absolute(media["url"])}
    if media.get("poster"):
        whole["poster"] = absolute(media["poster"])
    if media.get("subtitles"):
        whole["subtitles"] = [{**one, "url": absolute(one["url"])} for one in media["subtitles"]]
    return whole


def _images(attached: Sequence[Mapping[str, Any]]) -> dict[str, Image]:
    """The pictures by the last part of their address; a film is no picture."""
    return {
        one["url"].rpartition("/")[2]: Image(one["url"], one.get("name") or "", one["width"], one["height"])
        for one in attached
        if one["mediaType"].startswith("image/")
    }
