"""An upload to pixels: its type and its cost are judged from the header, before anything is decoded."""

import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, JpegImagePlugin, UnidentifiedImageError

from manyvoices.media.picture_colours import plain_colours

UPLOAD_BYTES = 15 * 1024 * 1024
LONGEST_SIDE = 10_000
MOST_PIXELS = 40_000_000
KEPT_SIDE = 2560
# What decoding and scaling may take at once, so that the whole process stays under 200 MB of growth.
READ_BYTES = 170_000_000

# EXIF tag 0x0112, values 2-8 (CIPA DC-008, 4.6.4): how the stored picture must be turned to stand upright.
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# For good and for the process: `catch_warnings` is not safe in threads, and nobody here wants a bomb decoded.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


class BadPicture(Exception):
    """The upload is refused; the message is for the person who sent it."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Source:
    """The upright image in mode RGB or RGBA (sRGB), at most KEPT_SIDE pixels long."""

    image: Image.Image
    was_animated: bool


def read(upload: BinaryIO | bytes) -> Source:
    """Return the first image of the upload, or raise BadPicture saying what to do instead."""
    data = _bounded(upload)
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP", "GIF"]) as image:
            _check_size(image)
            return _decoded(image)
    except BadPicture:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise BadPicture(_too_many_pixels(MOST_PIXELS)) from bomb
    except UnidentifiedImageError as unknown:
        raise BadPicture(
            _("This file is not a JPEG, PNG, WebP or GIF picture and cannot be shown. Choose another file.")
        ) from unknown
    except Exception as broken:  # Pillow's readers raise a dozen kinds on damaged files
        raise BadPicture(
            _("This picture is damaged or cut off, so it cannot be shown. Save it anew and choose it again.")
        ) from broken


def _bounded(upload: BinaryIO | bytes) -> bytes:
    data = upload if isinstance(upload, bytes) else upload.read(UPLOAD_BYTES + 1)
    if len(data) > UPLOAD_BYTES:
        raise BadPicture(
            _("This picture is larger than 15 MB, so it was not taken. Save it smaller and choose it again.")
        )
    return data


def _check_size(image: ImageFile.ImageFile) -> None:
    if max(image.size) > LONGEST_SIDE:
        raise BadPicture(
            _("A side of this picture is over 10,000 pixels, so it was not taken. Cut it or make it smaller.")
        )
    pixels = image.width * image.height
    most = min(MOST_PIXELS, int(READ_BYTES / _bytes_a_pixel(image)))
    if pixels > most:
        raise BadPicture(_too_many_pixels(most))


def _bytes_a_pixel(image: ImageFile.ImageFile) -> float:
    """Return what decoding takes, as measured with Pillow 13: a picture of 20 kB can take gigabytes."""
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        return _jpeg_bytes_a_pixel(image)
    if image.format == "WEBP":
        return 16  # the decoder holds two canvases, Pillow a copy and the image
    see_through = "A" in image.mode or "transparency" in image.info
    return 12 if see_through else 9


def _jpeg_bytes_a_pixel(image: JpegImagePlugin.JpegImageFile) -> float:
    """Several scans make libjpeg hold all coefficients, two bytes each; `draft` then decodes at half size."""
    layers = [(across, down) for _name, across, down, _table in image.layer]
    most_across, most_down = max(a for a, _d in layers), max(d for _a, d in layers)
    coefficients = 2 * sum(across * down for across, down in layers) / (most_across * most_down)
    halved = max(image.size) >= 2 * KEPT_SIDE
    return max(coefficients + (1 if halved else 4), 2 if halved else 8)


def _decoded(image: ImageFile.ImageFile) -> Source:
    was_animated = bool(getattr(image, "is_animated", False)) and image.format != "MPO"
    image.draft("RGB", (KEPT_SIDE, KEPT_SIDE))
    image.load()
    turn = UPRIGHT.get(_orientation(image))
    small = plain_colours(image, KEPT_SIDE)
    return Source(small if turn is None else small.transpose(turn), was_animated)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # broken metadata is no reason to refuse the picture: it is dropped anyway
        return 1


def _too_many_pixels(most: int) -> str:
    return _(
        "This picture has more pixels than the %(most)s million that can be worked on for its type. "
        "Make it smaller, or save it as JPEG, and choose it again."
    ) % {"most": most // 1_000_000}
