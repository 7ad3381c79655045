"""An item of the library as its pages show it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from manyvoices.media.models import File, Release
from manyvoices.publishing.attached import is_over
from manyvoices.publishing.models import MediaItem
from manyvoices.web.shown_media import shown_file

SOON = timedelta(days=30)


@dataclass(frozen=True)
class ShownItem:
    """`state` is expired, ending, asking or empty; `picture` what stands for it; `seconds` of a film."""

    item: MediaItem
    file: File
    picture: str
    seconds: int
    state: str


def shown_item(item: MediaItem, today: date) -> ShownItem:
    """`item` comes with its file and poster."""
    file = item.file
    poster = file.poster.url if file.poster else ""
    return ShownItem(
        item, file, poster if file.duration_ms else file.url, file.duration_ms // 1000, state_of(file, today)
    )


def state_of(file: File, today: date) -> str:
    """What somebody who wants to use the file has to know first."""
    if is_over(file, today):
        return "expired"
    if file.expires_on is not None and file.expires_on <= today + SOON:
        return "ending"
    return "asking" if file.release in {Release.MISSING, Release.UNKNOWN} else ""


def whole(item: MediaItem) -> dict[str, Any]:
    """The item in full for components/pictures.html."""
    return shown_file(item.file, item.alt)
