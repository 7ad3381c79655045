"""What is refused, and that nothing hidden in a file survives."""

import contextlib
import io
import subprocess
import sys
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from manyvoices.media.pictures import BadPicture, avatar, prepare
from manyvoices.media.tests.files import picture_file, png_bomb, png_header, webp_header

KINDS = ["JPEG", "PNG", "WEBP", "GIF"]


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return png_bomb(9_900, 9_900)


# promise H5
def test_a_small_file_of_a_huge_picture_is_refused_before_it_is_decoded(
    bomb: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(bomb) < 120_000
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _image: pytest.fail("it was decoded"))
    with pytest.raises(BadPicture, match="pixels"):
        prepare(bomb)


def test_the_same_bomb_is_decoded_by_the_library_alone(bomb: bytes) -> None:
    """The broken twin: without our check, Pillow warns at most, and goes on to fill the memory."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = Image.open(io.BytesIO(bomb))
    assert image.size == (9_900, 9_900)


# promise H5
@pytest.mark.parametrize(
    "data",
    [
        png_header(13_000, 13_000),
        png_header(1, 1_000_000),
        png_header(1_000_000, 1),
        png_header(2_000_000_000, 2_000_000_000),
        png_header(7_000, 7_000),
        webp_header(16_000, 16_000),
        webp_header(9_999, 9_999),
        webp_header(5_000, 5_000),
    ],
)
def test_a_claimed_size_is_enough_to_be_refused(data: bytes) -> None:
    with pytest.raises(BadPicture):
        prepare(data)


def test_a_progressive_picture_may_have_fewer_pixels() -> None:
    """libjpeg holds two bytes for each coefficient of a picture in several scans."""
    tall = picture_file(Image.new("RGB", (5_000, 4_500)), "JPEG", subsampling=0, progressive=True)
    with pytest.raises(BadPicture, match="million"):
        prepare(tall)
    assert prepare(picture_file(Image.new("RGB", (6_000, 4_000)), "JPEG", subsampling=2)).width == 2560


def test_a_file_over_the_limit_is_refused_without_reading_on() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= 16 * 1024 * 1024
            return b"\xff" * size

    with pytest.raises(BadPicture, match="15 MB"):
        prepare(Endless())  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(kind: str, share: float) -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    data = picture_file(noise, kind)
    with pytest.raises(BadPicture):
        prepare(data[: int(len(data) * share)])


# promise H4
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7\n1 0 obj",
        b"GIF89a=1;alert(1)//",
        b"\xff\xd8\xff<script>alert(1)</script>",
        picture_file(Image.new("RGB", (9, 9)), "TIFF"),
        picture_file(Image.new("RGB", (9, 9)), "BMP"),
        picture_file(Image.new("RGB", (16, 16)), "ICO"),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(data: bytes) -> None:
    for read in (prepare, avatar):
        with pytest.raises(BadPicture):
            read(io.BytesIO(data))


# promise H4
@pytest.mark.parametrize("kind", KINDS)
def test_a_second_file_behind_the_picture_is_not_kept(kind: str) -> None:
    hidden = b"*/=1;alert(document.domain);</script><script>PAYLOAD()</script>PK\x03\x04"
    image = Image.new("RGB", (30, 30), "green")
    data = picture_file(image, kind, comment=hidden) if kind in {"JPEG", "GIF"} else picture_file(image, kind)
    kept = prepare(data + hidden).content
    assert b"PAYLOAD" not in kept
    assert b"<script" not in kept


def test_the_message_says_what_happened_and_what_to_do() -> None:
    with pytest.raises(BadPicture) as refusal:
        prepare(b"hello")
    assert "Choose another file" in str(refusal.value)


@settings(deadline=None, max_examples=150)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF"]),
)
def test_random_bytes_are_refused_and_nothing_else(tail: bytes, start: bytes) -> None:
    with contextlib.suppress(BadPicture):
        prepare(start + tail)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(KINDS), st.integers(0), st.binary(min_size=1, max_size=8))
def test_a_damaged_picture_is_drawn_or_refused(kind: str, place: int, damage: bytes) -> None:
    data = picture_file(Image.linear_gradient("L").resize((24, 24)).convert("RGB"), kind)
    at = place % len(data)
    with contextlib.suppress(BadPicture):
        assert prepare(data[:at] + damage + data[at + len(damage) :]).content


# Not getrusage: its maximum is handed down from the process that started this one.
MEASURE = """
import re, sys
from pathlib import Path
import django.conf; django.conf.settings.configure(USE_I18N=False)
from manyvoices.media.pictures import prepare
peak = lambda: int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
before = peak()
prepare(open(sys.argv[1], "rb"))
print((peak() - before) // 1024)
"""


# promise H5
@pytest.mark.parametrize(
    ("kind", "mode", "size", "options"),
    [
        ("JPEG", "RGB", (7_300, 5_400), {"progressive": True}),
        ("PNG", "RGBA", (4_000, 3_500), {"compress_level": 1}),
        ("WEBP", "RGB", (4_000, 2_600), {"method": 0, "quality": 5}),
    ],
)
def test_the_largest_pictures_stay_under_200_mb(
    tmp_path: object, kind: str, mode: str, size: tuple[int, int], options: dict[str, int]
) -> None:
    file = f"{tmp_path}/large"
    Image.new(mode, size, (9, 99, 200, 128)[: len(mode)]).save(file, kind, **options)
    ran = subprocess.run([sys.executable, "-c", MEASURE, file], capture_output=True, text=True, check=True)
    grown = int(ran.stdout)
    assert 40 < grown < 200, f"{grown} MB; far less means that nothing was measured"
