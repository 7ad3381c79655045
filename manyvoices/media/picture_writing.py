"""Pixels to a new file: JPEG, or PNG where something is transparent or the PNG is the smaller one."""

import io

from PIL import Image


def encode(image: Image.Image) -> tuple[bytes, str]:
    """Return the file and its media type for an RGB or RGBA image, written without any metadata."""
    if image.mode == "RGBA":
        return _written(image, "PNG"), "image/png"
    jpeg = _written(image, "JPEG")
    # A screenshot or a drawing is smaller, and sharper, as PNG. Few colours tell it from a photograph
    # without encoding every photograph twice.
    if image.getcolors(4096) is None:
        return jpeg, "image/jpeg"
    png = _written(image, "PNG")
    return (png, "image/png") if len(png) < len(jpeg) else (jpeg, "image/jpeg")


def average_colour(image: Image.Image) -> str:
    """Return the average of an RGB or RGBA image as "#rrggbb", transparent parts counted as white."""
    shown = image.resize((1, 1), Image.Resampling.BOX)
    if shown.mode == "RGBA":
        shown = Image.alpha_composite(Image.new("RGBA", (1, 1), "white"), shown)
    return "#" + shown.convert("RGB").tobytes().hex()


def _written(image: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    if kind == "JPEG":
        image.save(file, "JPEG", quality=85, optimize=True)
    else:
        image.save(file, "PNG")
    return file.getvalue()
