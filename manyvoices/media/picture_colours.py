"""Any of Pillow's modes to sRGB with eight bits a colour, scaled down on the way."""

import io

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")


def plain_colours(image: Image.Image, side: int) -> Image.Image:
    """Return the loaded image as RGB, or RGBA where a pixel is transparent, at most `side` pixels long.

    The colour profile is applied and dropped. Scaling comes first, because it is what saves memory.
    """
    profile = image.info.get("icc_profile")
    small = _scaled(_eight_bits(image), side)
    if small.mode != "RGBA":
        return _in_srgb(small, profile)
    alpha = small.getchannel("A")
    colours = _in_srgb(small.convert("RGB"), profile)
    if alpha.getextrema() == (255, 255):
        return colours
    colours.putalpha(alpha)
    return colours


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode in {"RGB", "RGBA", "CMYK", "L"} and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):  # 16-bit grey: Pillow's own conversion clips everything over 255 to white
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "A" in image.mode or "a" in image.mode or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("RGB")


def _scaled(image: Image.Image, side: int) -> Image.Image:
    longer = max(image.size)
    if longer <= side:
        return image
    width, height = (max(1, round(length * side / longer)) for length in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the image in sRGB; a profile that is broken or of another colour space is ignored."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            changed = None
        if changed is not None:
            return _bare(changed)
    return _bare(image.convert("RGB"))


def _bare(image: Image.Image) -> Image.Image:
    """Drop what Pillow carries along and some writers would write again: comment, profile, EXIF."""
    bare = image.copy()
    bare.info = {}
    return bare
