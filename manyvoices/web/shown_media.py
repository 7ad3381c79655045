"""A picture or a film as components/pictures.html shows it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from manyvoices.media.films import is_film
from manyvoices.media.models import File
from manyvoices.people.spoken import own_name


def shown_file(file: File, alt: str) -> dict[str, Any]:
    """A file of ours; a film comes with its poster and subtitles loaded, or they are asked for."""
    film = is_film(file)
    return {
        "url": file.url,
        "alt": alt,
        "width": file.width,
        "height": file.height,
        "film": file.mime if film else "",
        "poster": file.poster.url if film and file.poster else "",
        "subtitles": [_subtitle(one.language, one.url) for one in file.subtitles.all()] if film else [],
    }


def shown_attachment(attachment: Mapping[str, Any]) -> dict[str, Any]:
    """What a note keeps of a picture or film; addresses become paths, so that our pages load nothing from elsewhere."""
    mime = str(attachment.get("mediaType") or "")
    return {
        "url": urlsplit(attachment["url"]).path,
        "alt": attachment.get("name") or "",
        "width": attachment.get("width"),
        "height": attachment.get("height"),
        "film": mime if mime.startswith("video/") else "",
        "poster": urlsplit(attachment.get("poster") or "").path,
        "subtitles": [
            _subtitle(one["language"], urlsplit(one["url"]).path) for one in attachment.get("subtitles") or []
        ],
    }


def _subtitle(language: str, url: str) -> dict[str, str]:
    return {"language": language, "label": own_name(language) or language, "url": url}
