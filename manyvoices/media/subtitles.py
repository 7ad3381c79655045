"""Subtitles read from WebVTT or SubRip and written anew: times and words, no styles, no places, no markup. Pure."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.translation import gettext as _

from manyvoices.core.markup.text import BIDI_OVERRIDES, usable
from manyvoices.core.refusals import Invalid

UPLOAD_BYTES = 512 * 1024
MOST_CUES = 3_000
LONGEST_CUE = 1_000
TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
TIMES = re.compile(rf"^\s*{TIME}\s*-->\s*{TIME}(?:\s.*)?$")
MARKUP = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")


@dataclass(frozen=True)
class Cue:
    """Words and when they stand there, in milliseconds from the beginning of the film."""

    begin: int
    end: int
    text: str


def cues_of(upload: bytes) -> list[Cue]:
    """The cues in the order of their times. Raises Invalid when there is none, or the file is something else."""
    if len(upload) > UPLOAD_BYTES:
        raise Invalid(subtitles=_("These subtitles are larger than 512 kB. Are they the right file?"))
    blocks = re.split(r"\n[ \t]*\n+", usable(_decoded(upload)).strip("\ufeff\n"))
    found = [cue for block in blocks if (cue := _cue(block)) is not None]
    if not found:
        raise Invalid(
            subtitles=_("There are no subtitles in this file. Choose a WebVTT (.vtt) or SubRip (.srt) file.")
        )
    if len(found) > MOST_CUES:
        raise Invalid(subtitles=_("These subtitles have more than 3,000 lines. Are they the right file?"))
    return sorted(found, key=lambda cue: (cue.begin, cue.end))


def webvtt(cues: list[Cue]) -> str:
    """The cues as a WebVTT file in which nothing else can stand."""
    return "WEBVTT\n\n" + "\n".join(
        f"{_time(cue.begin)} --> {_time(cue.end)}\n{_escaped(cue.text)}\n" for cue in cues
    )


def _decoded(upload: bytes) -> str:
    encoding = "utf-16" if upload[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return upload.decode(encoding)
    except UnicodeDecodeError:
        raise Invalid(
            subtitles=_(
                "The letters of this file cannot be read. Save the subtitles as UTF-8 and choose them again."
            )
        ) from None


def _cue(block: str) -> Cue | None:
    """The cue of a block; None for a header, a note, a style, a region, and for times that run backwards."""
    lines = block.split("\n")
    at = next((number for number, line in enumerate(lines[:2]) if "-->" in line), None)
    times = TIMES.match(lines[at]) if at is not None else None
    if at is None or times is None:
        return None
    begin, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
    text = "\n".join(filter(None, (_words(line) for line in lines[at + 1 :])))[:LONGEST_CUE]
    return Cue(begin, end, text) if text and end > begin else None


def _words(line: str) -> str:
    """What is read of a line: entities are letters, tags are gone, also those that hid in entities or in each other."""
    plain = unescape(line)
    while (bare := MARKUP.sub("", plain)) != plain:
        plain = bare
    return BIDI_OVERRIDES.sub("", usable(plain)).strip()


def _escaped(text: str) -> str:
    """The words as WebVTT wants them; an arrow would begin a cue of its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole * 1000 + int((rest or "0").ljust(3, "0"))


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
