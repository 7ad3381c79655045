"""A film made anew from an upload: its own pictures and sound in a new container, and nothing else of it.

Runs in a process of its own (`python -m manyvoices.media.film_remaking`), started by `film_reading`: whatever hostile
bytes make the libraries do, it costs that process, its few seconds and its memory. Says in JSON what came out of it.
"""

import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer, OutputContainer

LONGEST = 180
LONGEST_SIDE = 4096
MOST_PIXELS = 9_000_000
MOST_PACKETS = 100_000
SECONDS_OF_CPU = 20
BYTES_OF_MEMORY = 768 * 1024 * 1024
# Frames looked at for the picture that stands for a film.
FRAMES = 300

PICTURES = {"h264", "vp8", "vp9", "av1"}
SOUNDS = {"aac", "opus"}
# What a camera writes among the pictures beside them: places, names, times.
WITHOUT_NOTES = {"h264": "filter_units=remove_types=6", "av1": "filter_units=remove_types=5"}


class Bad(Exception):
    """Why the film is refused, by a word that `film_reading` has a sentence for."""


@dataclass(frozen=True)
class Remade:
    """What the process says when it went well. Sizes as they are shown, upright."""

    suffix: str
    width: int
    height: int
    duration_ms: int


def remake(source: Path, target: Path) -> Remade:
    """Writes the film to `target` with its suffix, and the frame at two seconds to `target`.jpg. Raises Bad."""
    with source.open("rb") as file, _opened(file) as film:
        video, audio = _streams(film)
        is_webm = film.format.name.startswith("matroska")
        suffix = _suffix(_plain(video), _plain(audio) if audio else "", is_webm=is_webm)
        made = target.with_suffix(suffix)
        milliseconds = _copied(film, video, audio, made)
    frame = picture_at(made, 2.0)
    picture = frame.to_image().rotate(frame.rotation, expand=True)
    picture.save(target.with_suffix(".jpg"), "JPEG", quality=90)
    return Remade(suffix, picture.width, picture.height, milliseconds)


def picture_at(source: Path, second: float) -> Any:
    """The frame shown at `second`, or the last one before. Raises Bad when nothing can be seen."""
    with source.open("rb") as file, _opened(file) as film:
        stream = film.streams.video[0]
        stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
        stream.codec_context.thread_count = 1
        film.seek(int(second * 1_000_000))
        found = None
        for number, frame in enumerate(film.decode(stream)):
            found = frame
            if number >= FRAMES or (frame.time or 0.0) >= second:
                break
        if found is None or found.width * found.height > MOST_PIXELS:
            raise Bad("damaged")
        return found


def _opened(file: Any) -> InputContainer:
    """Two kinds of container are known, each told by its first bytes: nothing else is ever tried, no list of addresses
    and no script of other files.
    """
    head = file.read(12)
    file.seek(0)
    kind = "matroska" if head[:4] == b"\x1a\x45\xdf\xa3" else "mov"
    film: InputContainer = av.open(file, format=kind, metadata_errors="ignore")
    return film


def _streams(film: InputContainer) -> tuple[Any, Any]:
    shown = [
        stream for stream in film.streams.video if not stream.disposition & stream.disposition.attached_pic
    ]
    if not shown:
        raise Bad("nothing")
    video, audio = shown[0], next(iter(film.streams.audio), None)
    if _plain(video) not in PICTURES or (audio is not None and _plain(audio) not in SOUNDS):
        raise Bad("codec")
    if max(video.width, video.height) > LONGEST_SIDE or video.width * video.height > MOST_PIXELS:
        raise Bad("large")
    if film.duration and film.duration > (LONGEST + 1) * 1_000_000:
        raise Bad("long")
    return video, audio


def _plain(stream: Any) -> str:
    """The codec's own name, whatever decodes it."""
    return str(stream.codec_context.codec.canonical_name)


def _suffix(video: str, audio: str, *, is_webm: bool) -> str:
    """Films go where browsers play them: a WebM holds VP8, VP9 or AV1 with Opus, everything else is an MP4."""
    if (video == "h264" and is_webm) or (video == "vp8" and audio == "aac"):
        raise Bad("codec")
    return ".mp4" if video == "h264" or audio == "aac" else ".webm"


def _copied(film: InputContainer, video: Any, audio: Any, made: Path) -> int:
    """Copies packet by packet, without any notes; returns how long the film runs."""
    options = {"movflags": "+faststart", "fflags": "+bitexact"} if made.suffix == ".mp4" else {}
    streams = [stream for stream in (video, audio) if stream is not None]
    with av.open(str(made), "w", format=made.suffix[1:], options=options) as target:
        copies = {stream.index: target.add_stream_from_template(stream, opaque=True) for stream in streams}
        for copy in copies.values():
            copy.metadata.clear()
        end = _muxed(film, streams, target, copies)
    declared = (film.duration or 0) / 1_000_000
    if end <= 0 or declared > end * 1.1 + 1:
        raise Bad("damaged")  # it says to be longer than what is there: the rest was cut off
    return round(end * 1000)


def _muxed(
    film: InputContainer, streams: list[Any], target: OutputContainer, copies: dict[int, Any]
) -> float:
    """The end of the last picture or sound in seconds. Raises Bad for a film that never ends."""
    first: dict[int, Fraction] = {}
    end = Fraction(0)
    for number, packet in enumerate(_packets(film, streams)):
        if packet.is_corrupt or number > MOST_PACKETS:
            raise Bad("damaged" if packet.is_corrupt else "long")
        at = (packet.pts if packet.pts is not None else packet.dts) * packet.time_base
        begun = first.setdefault(packet.stream_index, at)
        end = max(end, at - begun + (packet.duration or 0) * packet.time_base)
        if end > LONGEST + 1:
            raise Bad("long")
        packet.stream = copies[packet.stream_index]
        target.mux_one(packet)
    return float(end)


def _packets(film: InputContainer, streams: list[Any]) -> Iterator[Any]:
    filters = {
        stream.index: BitStreamFilterContext(WITHOUT_NOTES[name], stream)
        for stream in streams
        if (name := _plain(stream)) in WITHOUT_NOTES
    }
    for packet in film.demux(streams):
        if packet.dts is None:
            continue
        index, taken_from = packet.stream_index, filters.get(packet.stream_index)
        for kept in [packet] if taken_from is None else taken_from.filter(packet):
            if kept.dts is not None and kept.stream_index == index:
                yield kept


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_CPU, SECONDS_OF_CPU))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> None:
    """`film SOURCE TARGET`, or `frame SOURCE TARGET SECOND`: prints {"made": …} or {"bad": word}."""
    _bounded()
    what, source, target = arguments[0], Path(arguments[1]), Path(arguments[2])
    try:
        if what == "frame":
            frame = picture_at(source, float(arguments[3]))
            frame.to_image().rotate(frame.rotation, expand=True).save(target.with_suffix(".jpg"), "JPEG")
            said: dict[str, Any] = {"made": {}}
        else:
            said = {"made": asdict(remake(source, target))}
    except Bad as bad:
        said = {"bad": str(bad)}
    except (av.FFmpegError, MemoryError, ValueError, OSError, TypeError, OverflowError):
        said = {"bad": "damaged"}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1:])
