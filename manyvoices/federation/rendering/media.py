"""A picture or a film as others read it."""

from typing import Any

from manyvoices.federation import uris
from manyvoices.federation.rendering.document import without_empty

KEPT = ("mediaType", "name", "width", "height")


def media(item: dict[str, Any]) -> dict[str, Any]:
    """An Image; a film is a Document, as Mastodon sends it, with its length and the picture that stands for it.

    AS2 knows no subtitles: they stand as further links of the film, each in its language.
    """
    said = {"url": uris.absolute(item["url"]), **{name: item.get(name) for name in KEPT}}
    if not str(item.get("mediaType", "")).startswith("video/"):
        return without_empty({"type": "Image", **said})
    poster = item.get("poster")
    return without_empty(
        {
            "type": "Document",
            **said,
            "duration": _length(int(item.get("duration_ms") or 0)),
            "icon": _poster(poster) if poster else None,
            "preview": [_subtitle(one) for one in item.get("subtitles") or []],
        }
    )


def _length(milliseconds: int) -> str:
    """An xsd:duration."""
    return f"PT{milliseconds / 1000:.3f}S"


def _poster(address: str) -> dict[str, Any]:
    mime = "image/png" if address.endswith(".png") else "image/jpeg"
    return {"type": "Image", "mediaType": mime, "url": uris.absolute(address)}


def _subtitle(one: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "Link",
        "mediaType": "text/vtt",
        "hreflang": one["language"],
        "href": uris.absolute(one["url"]),
    }
