"""Uploaded pictures made safe: what we keep is always our own drawing of what somebody sent.

Nothing of the upload survives except its pixels: no metadata (a phone writes the place into it), no second
file hidden behind the first, no colour profile, no animation.
"""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps

from manyvoices.media.picture_reading import BadPicture, read
from manyvoices.media.picture_writing import average_colour, encode

__all__ = ["AVATAR_SIDE", "BadPicture", "Picture", "avatar", "prepare"]

AVATAR_SIDE = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture that may be shown. `mime` is image/jpeg or image/png; `sha256` the hex digest of `content`.

    `colour` is the average as "#rrggbb", to fill the frame until the picture is there. `was_animated` says
    that only the first image of an animation was kept, so that the page can tell its author.
    """

    content: bytes
    mime: str
    width: int
    height: int
    sha256: str
    colour: str
    was_animated: bool = False


def prepare(upload: BinaryIO | bytes) -> Picture:
    """Return the upload upright, in sRGB, without metadata, at most 2560 pixels on its longer side.

    JPEG, PNG, WebP and GIF are taken, judged by content. Raises BadPicture for everything else, for what is
    broken or cut off, over 15 MB, over 10,000 pixels on a side, or would need more memory than READ_BYTES.
    """
    source = read(upload)
    return _picture(source.image, was_animated=source.was_animated)


def avatar(upload: BinaryIO | bytes) -> Picture:
    """Return the middle square of the upload, 400 x 400 pixels. Refuses what `prepare` refuses."""
    source = read(upload)
    square = ImageOps.fit(source.image, (AVATAR_SIDE, AVATAR_SIDE), Image.Resampling.LANCZOS)
    return _picture(square, was_animated=source.was_animated)


def _picture(image: Image.Image, *, was_animated: bool) -> Picture:
    content, mime = encode(image)
    return Picture(
        content=content,
        mime=mime,
        width=image.width,
        height=image.height,
        sha256=hashlib.sha256(content).hexdigest(),
        colour=average_colour(image),
        was_animated=was_animated,
    )
