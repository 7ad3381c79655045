"""A few pictures, drawn by rule: flat shapes like a poster of the thirties, each with its description."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw

from manyvoices.demo.making.ground import Ground
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.models import File
from manyvoices.media.models.file import Release
from manyvoices.media.pictures import Picture, prepare

WIDTH, HEIGHT = 1200, 800
Pen = ImageDraw.ImageDraw


@dataclass(frozen=True)
class Drawn:
    """A picture that is kept, and what it shows."""

    file: File
    alt: str

    def shown(self) -> dict[str, Any]:
        """As a note carries it."""
        file = self.file
        return {
            "url": file.url,
            "mediaType": file.mime,
            "name": self.alt,
            "width": file.width,
            "height": file.height,
        }


def draw_pictures(ground: Ground) -> dict[str, Drawn]:
    """All pictures by their name in `content/`."""
    drawn = {}
    for name, (sky, alt, paint) in PICTURES.items():
        image = Image.new("RGB", (WIDTH, HEIGHT), sky)
        paint(ImageDraw.Draw(image))
        file = keep_picture(actor=ground.lead, picture=_prepared(image), credit="Northlight Railways")
        file.release, file.made_at = Release.NOBODY, ground.ago(30)
        file.save(update_fields=["release", "made_at"])
        drawn[name] = Drawn(file, alt)
    return drawn


def _prepared(image: Image.Image) -> Picture:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return prepare(file.getvalue())


def _harbour(pen: Pen) -> None:
    pen.ellipse((840, 120, 1000, 280), fill="#f4c86a")
    pen.rectangle((0, 560, WIDTH, HEIGHT), fill="#27506b")
    for place, colour in enumerate(("#b5482f", "#d9a441", "#3f7a6d", "#8b94a0", "#b5482f", "#3f7a6d")):
        pen.rectangle((60 + place * 150, 470, 195 + place * 150, 550), fill=colour)
        pen.ellipse((80 + place * 150, 545, 110 + place * 150, 575), fill="#1b2a33")
        pen.ellipse((145 + place * 150, 545, 175 + place * 150, 575), fill="#1b2a33")
    pen.line((300, 470, 300, 130, 760, 130), fill="#1b2a33", width=18)
    pen.line((300, 240, 420, 130), fill="#1b2a33", width=10)
    pen.line((680, 130, 680, 400), fill="#1b2a33", width=4)
    pen.rectangle((610, 400, 750, 465), fill="#d9a441")


def _brake(pen: Pen) -> None:
    for radius, colour in ((330, "#3b4248"), (300, "#8d969c"), (180, "#59626a"), (70, "#c9cfd3")):
        pen.ellipse((600 - radius, 400 - radius, 600 + radius, 400 + radius), fill=colour)
    pen.rounded_rectangle((850, 250, 1000, 550), 40, fill="#b5482f")
    pen.rectangle((0, 735, WIDTH, 760), fill="#6e5844")


def _track(pen: Pen) -> None:
    pen.polygon(((0, HEIGHT), (WIDTH, HEIGHT), (WIDTH, 430), (0, 430)), fill="#7d8f57")
    pen.polygon(((380, HEIGHT), (820, HEIGHT), (615, 430), (585, 430)), fill="#a3968a")
    for place in range(9):
        far = 1 - (place / 9) ** 0.6
        high, half = 440 + 340 * far, 20 + 200 * far
        pen.rectangle((600 - half, high, 600 + half, high + 4 + 14 * far), fill="#5f4a3a")
    pen.line((450, HEIGHT, 592, 430), fill="#2f3438", width=12)
    pen.line((750, HEIGHT, 608, 430), fill="#2f3438", width=12)
    pen.ellipse((130, 90, 290, 250), fill="#f6d58a")


def _station(pen: Pen) -> None:
    pen.rectangle((0, 600, WIDTH, HEIGHT), fill="#b9b2a6")
    pen.rectangle((0, 640, WIDTH, 670), fill="#f0ede6")
    for place in range(40):
        pen.ellipse((place * 30 + 6, 648, place * 30 + 20, 662), fill="#b9b2a6")
    pen.polygon(((180, 260), (1020, 260), (600, 110)), fill="#8a3d10")
    pen.rectangle((230, 260, 970, 600), fill="#e8dcc6")
    for place in range(4):
        pen.rectangle((290 + place * 170, 330, 390 + place * 170, 520), fill="#36566a")
    pen.ellipse((560, 165, 640, 245), fill="#f7f4ee")
    pen.line((600, 205, 600, 178), fill="#222", width=5)
    pen.line((600, 205, 620, 215), fill="#222", width=5)


def _flowers(pen: Pen) -> None:
    pen.rectangle((0, 620, WIDTH, HEIGHT), fill="#b9b2a6")
    pen.rectangle((250, 500, 950, 660), fill="#7b4a2d")
    for place in range(14):
        across = 285 + place * 48
        high = 330 + (place * 53) % 90
        pen.line((across, 500, across, high), fill="#44703d", width=8)
        pen.ellipse((across - 32, high - 32, across + 32, high + 32), fill=("#c8373f", "#e2717a")[place % 2])


def _noise(pen: Pen) -> None:
    for place in range(60):
        high = 40 + abs(((place * 37) % 23) - 11) * (26 if place < 30 else 9)
        colour = "#b5482f" if place < 30 else "#1f5c57"
        pen.rectangle((40 + place * 19, 400 - high, 52 + place * 19, 400 + high), fill=colour)
    pen.line((605, 80, 605, 720), fill="#777", width=3)


def _energy(pen: Pen) -> None:
    pen.rectangle((0, 620, WIDTH, HEIGHT), fill="#57606a")
    for row in range(4):
        for column in range(9):
            left, top = 90 + column * 115, 260 + row * 92
            pen.rectangle((left, top, left + 104, top + 80), fill="#24466b", outline="#9fb4c9", width=3)
    pen.ellipse((960, 60, 1100, 200), fill="#f4c86a")


PICTURES: dict[str, tuple[str, str, Callable[[Pen], None]]] = {
    "harbour": (
        "#e9b98c",
        "A harbour crane lifts a yellow container over a row of wagons, low sun.",
        _harbour,
    ),
    "brake": ("#d9dde0", "A brake disc from the front, a red caliper at its edge.", _brake),
    "track": ("#bcd6e4", "A single track runs straight to the horizon between meadows, early sun.", _track),
    "station": (
        "#cfe0ea",
        "A small station with a red roof; a tactile line runs along the platform.",
        _station,
    ),
    "flowers": ("#d8e6ee", "A wooden box of red and pink geraniums on the platform.", _flowers),
    "noise": (
        "#f3f0ea",
        "Sound levels as bars: tall and red with the old brakes, less than half as high and green with the new.",
        _noise,
    ),
    "energy": ("#dbe8f0", "Rows of solar panels on the roof of the depot in full sun.", _energy),
}
