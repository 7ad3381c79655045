"""What comes out of an upload: upright, in sRGB, small, and without a trace of its metadata."""

import hashlib
import io
import random

import pytest
from PIL import Image, ImageCms

from manyvoices.media.pictures import Picture, avatar, prepare
from manyvoices.media.tests.files import PLACE, exif_with_place, picture_file

RED, BLUE = (220, 30, 30), (30, 30, 220)


def reopened(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.content))
    image.load()
    return image


def colour_at(picture: Picture, x: int, y: int) -> tuple[int, ...]:
    pixel = reopened(picture).convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    return tuple(int(part) for part in pixel)


def close(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def photograph(width: int, height: int) -> Image.Image:
    noise = random.Random(7).randbytes(64 * 64 * 3)
    return Image.frombytes("RGB", (64, 64), noise).resize((width, height), Image.Resampling.BICUBIC)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_each_format_is_taken_and_described(kind: str) -> None:
    picture = prepare(picture_file(Image.new("RGB", (40, 30), RED), kind))
    image = reopened(picture)
    assert (picture.width, picture.height) == image.size == (40, 30)
    assert picture.mime == {"JPEG": "image/jpeg", "PNG": "image/png"}[str(image.format)]
    assert picture.sha256 == hashlib.sha256(picture.content).hexdigest()
    assert close(tuple(bytes.fromhex(picture.colour[1:])), RED)


def test_a_file_object_gives_the_same_as_its_bytes() -> None:
    data = picture_file(photograph(50, 50), "JPEG")
    assert prepare(io.BytesIO(data)) == prepare(data)


def test_a_photograph_becomes_jpeg_and_a_drawing_stays_png() -> None:
    assert prepare(picture_file(photograph(300, 200), "PNG")).mime == "image/jpeg"
    assert prepare(picture_file(Image.new("RGB", (300, 200), BLUE), "PNG")).mime == "image/png"


def test_a_large_picture_is_scaled_down_and_a_second_pass_keeps_its_size() -> None:
    once = prepare(picture_file(photograph(4000, 1000), "JPEG"))
    assert (once.width, once.height) == (2560, 640)
    twice = prepare(once.content)
    assert (twice.width, twice.height) == (2560, 640)


def test_the_thinnest_line_keeps_one_pixel() -> None:
    picture = prepare(picture_file(Image.new("L", (10_000, 1), 90), "PNG"))
    assert (picture.width, picture.height) == (2560, 1)


# promise H5
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_a_picture_was_taken_at_is_gone(kind: str) -> None:
    data = picture_file(photograph(64, 48), kind, exif=exif_with_place())
    assert PLACE in data, "the file must carry the place, or this test proves nothing"
    picture = prepare(data)
    image = reopened(picture)
    assert PLACE not in picture.content
    assert not image.getexif()
    assert not {"exif", "icc_profile", "xmp", "comment", "dpi"} & set(image.info)


def test_comments_and_texts_inside_the_file_are_gone() -> None:
    assert (
        b"secret note"
        not in prepare(picture_file(photograph(20, 20), "JPEG", comment=b"secret note")).content
    )
    assert (
        b"secret note" not in prepare(picture_file(photograph(20, 20), "GIF", comment=b"secret note")).content
    )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_stands_upright(orientation: int) -> None:
    upright = Image.new("RGB", (60, 40), BLUE)
    upright.paste(RED, (0, 0, 20, 20))
    # How the camera stores it: the inverse of the turn that the tag asks for.
    stored_as = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = upright if stored_as is None else upright.transpose(stored_as)
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = prepare(picture_file(stored, "JPEG", exif=exif.tobytes(), quality=95))
    assert (picture.width, picture.height) == (60, 40)
    assert close(colour_at(picture, 5, 5), RED)
    assert close(colour_at(picture, 50, 30), BLUE)


def test_an_orientation_nobody_defined_changes_nothing() -> None:
    exif = Image.Exif()
    exif[0x0112] = 4711
    assert prepare(picture_file(photograph(30, 20), "JPEG", exif=exif.tobytes())).width == 30


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_image_is_kept(kind: str) -> None:
    frames = [Image.new("RGB", (32, 32), (step * 5 % 256, 0, 200)) for step in range(50)]
    frames[0] = Image.new("RGB", (32, 32), RED)
    data = picture_file(frames[0], kind, save_all=True, append_images=frames[1:], duration=40)
    picture = prepare(data)
    assert picture.was_animated
    assert getattr(reopened(picture), "n_frames", 1) == 1
    assert close(colour_at(picture, 10, 10), RED)
    assert not prepare(picture.content).was_animated


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "YCbCr"])
def test_every_colour_mode_becomes_plain_colours(mode: str) -> None:
    kind = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"
    picture = prepare(picture_file(Image.new("RGB", (20, 20), "white").convert(mode), kind))
    assert reopened(picture).mode == "RGB"
    assert close(colour_at(picture, 9, 9), (255, 255, 255))


def test_sixteen_bit_grey_keeps_its_middle() -> None:
    grey = Image.new("I;16", (8, 8), 0x8000)
    assert close(colour_at(prepare(picture_file(grey, "PNG")), 4, 4), (128, 128, 128), by=2)


def test_what_is_transparent_stays_transparent_and_what_is_not_becomes_plain() -> None:
    half = Image.new("RGBA", (20, 20), (*RED, 255))
    half.paste((0, 0, 0, 0), (0, 0, 10, 20))
    picture = prepare(picture_file(half, "WEBP", lossless=True))
    assert picture.mime == "image/png"
    assert reopened(picture).getchannel("A").getextrema() == (0, 255)
    assert reopened(prepare(picture_file(Image.new("RGBA", (20, 20), (*RED, 255)), "PNG"))).mode == "RGB"


def test_a_transparent_palette_stays_transparent() -> None:
    palette = Image.new("P", (10, 10), 0)
    palette.putpalette([255, 0, 0, 0, 0, 255])
    palette.paste(1, (0, 0, 5, 10))
    picture = prepare(picture_file(palette, "PNG", transparency=0))
    assert reopened(picture).getchannel("A").getextrema() == (0, 255)


def test_a_colour_profile_is_applied_before_it_is_dropped() -> None:
    """Under a profile whose red is blue, dropping the profile alone would show the wrong colour."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = plain.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    data = picture_file(Image.new("RGB", (16, 16), (255, 0, 0)), "PNG", icc_profile=swapped)
    assert close(colour_at(prepare(data), 8, 8), (0, 0, 255))
    assert "icc_profile" not in reopened(prepare(data)).info


def test_a_broken_colour_profile_is_ignored() -> None:
    data = picture_file(Image.new("RGB", (16, 16), RED), "PNG", icc_profile=b"no profile at all")
    assert close(colour_at(prepare(data), 8, 8), RED)


def test_one_pixel_is_a_picture() -> None:
    assert prepare(picture_file(Image.new("RGB", (1, 1), RED), "PNG")).width == 1


def test_an_avatar_is_the_middle_square() -> None:
    wide = Image.new("RGB", (900, 300), BLUE)
    wide.paste(RED, (300, 0, 600, 300))
    picture = avatar(picture_file(wide, "PNG"))
    assert (picture.width, picture.height) == (400, 400)
    assert close(colour_at(picture, 20, 200), RED)
    assert (avatar(picture_file(Image.new("RGB", (3, 5), RED), "PNG"))).width == 400
