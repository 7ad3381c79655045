"""Generated films, honest and hostile."""

import io
from typing import Any

import av
from PIL import Image

from manyvoices.media.tests.files import PLACE, picture_file

SOUND = {"aac": "fltp", "libopus": "flt"}


def small_png() -> bytes:
    return picture_file(Image.new("RGB", (60, 40), "navy"), "PNG")


def film_file(
    kind: str = "mp4",
    pictures: str = "libx264",
    sound: str = "aac",
    seconds: int = 3,
    size: tuple[int, int] = (64, 48),
) -> bytes:
    """A film that grows brighter, as a phone writes it: with the place where it was taken."""
    file = io.BytesIO()
    with av.open(file, "w", format=kind) as film:
        film.metadata.update({"location": "+54.1833+007.8833/", "comment": PLACE.decode()})
        shown: Any = film.add_stream(pictures, rate=10)
        shown.width, shown.height = size
        shown.pix_fmt = "yuv420p"
        heard: Any = film.add_stream(sound, rate=48_000) if sound else None
        for number in range(seconds * 10):
            film.mux(shown.encode(_picture(number, size)))
        film.mux(shown.encode(None))
        for at in range(0, seconds * 48_000 if heard else 0, 960):
            film.mux(heard.encode(_silence(SOUND[sound], at)))
        if heard:
            film.mux(heard.encode(None))
    return file.getvalue()


def _picture(number: int, size: tuple[int, int]) -> av.VideoFrame:
    frame = av.VideoFrame(*size, "yuv420p")
    for plane, level in zip(frame.planes, (8 * number % 250, 128, 128), strict=True):
        plane.update(bytes([level]) * plane.buffer_size)
    frame.pts = number
    return frame


def _silence(form: str, at: int) -> av.AudioFrame:
    frame = av.AudioFrame(format=form, layout="stereo", samples=960)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    frame.sample_rate, frame.pts = 48_000, at
    return frame
