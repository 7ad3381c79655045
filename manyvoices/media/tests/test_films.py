"""Films: what is kept was made by us, and nothing hostile costs more than a moment."""

import io
import struct
import time

import av
import pytest
from django.core.files.storage import default_storage

from manyvoices.media.actions.keep_film import keep_film
from manyvoices.media.agreement import agreement
from manyvoices.media.film_reading import UPLOAD_BYTES, BadFilm, Film, remade
from manyvoices.media.models import File
from manyvoices.media.tests.files import PLACE
from manyvoices.media.tests.films import film_file, small_png
from tests.cast import Cast

HTML = b"<script>alert(1)</script>"


def refused(content: bytes) -> str:
    begun = time.monotonic()
    with pytest.raises(BadFilm) as bad, remade(io.BytesIO(content)):
        pass
    assert time.monotonic() - begun < 20  # a machine at work elsewhere; alone it is a tenth of a second
    return bad.value.word


# promise H5
@pytest.mark.parametrize(
    ("kind", "pictures", "sound", "mime"),
    [("mov", "libx264", "aac", "video/mp4"), ("webm", "libvpx", "libopus", "video/webm")],
)
def test_a_film_is_made_anew_without_what_the_camera_wrote(
    kind: str, pictures: str, sound: str, mime: str
) -> None:
    upload = film_file(kind, pictures, sound) + HTML
    assert PLACE in upload
    with remade(io.BytesIO(upload)) as film:
        made = film.path.read_bytes()
        assert (film.mime, film.width, film.height) == (mime, 64, 48)
        assert 2_900 < film.duration_ms < 3_200
        assert film.poster.mime in {"image/jpeg", "image/png"}
        with av.open(io.BytesIO(made)) as again:
            assert len(again.streams) == 2
    for trace in (PLACE, b"54.1833", b"x264 - core", HTML):
        assert trace not in made


# promise H4
def test_what_only_calls_itself_a_film_is_refused_at_once() -> None:
    playlist = b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"
    concat = b"ffconcat version 1.0\nfile 'http://127.0.0.1/'\n"
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    for spoof in (b"", HTML, svg, playlist, concat, small_png(), b"GIF89a" + HTML, b"RIFF\0\0\0\0AVI LIST"):
        assert refused(spoof) == "unknown"


# promise H5
def test_damaged_and_hostile_films_are_refused() -> None:
    whole = film_file("mp4", sound="")
    huge_box = struct.pack(">I", 0xFFFFFFF0) + b"moov" + b"\0" * 200
    many_samples = whole.replace(b"stsz" + b"\0" * 8, b"stsz" + b"\0\0\0\0" + b"\0\0\0\x01", 1)
    assert refused(whole[: len(whole) // 2]) == "damaged"
    assert refused(b"\0\0\0\x18ftypisom" + bytes(range(256)) * 20) == "damaged"
    assert refused(whole[:24] + huge_box) == "damaged"
    assert refused(b"\x1a\x45\xdf\xa3" + b"\xff" * 4_000) == "damaged"
    assert many_samples == whole or refused(many_samples) in {"damaged", "long", "nothing"}
    assert refused(film_file("mp4", "mpeg4", "")) == "codec"


def test_a_film_over_the_size_is_refused_while_it_is_read() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"\0\0\0\x18ftypisom"[:size].ljust(size, b"\0")

    endless = Endless()
    with pytest.raises(BadFilm) as bad, remade(endless):  # type: ignore[arg-type]
        pass
    assert bad.value.word == "size"
    assert endless.given < UPLOAD_BYTES + 4 * 1024 * 1024


# promise C8
def test_a_film_and_its_poster_are_kept_or_neither(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with remade(io.BytesIO(film_file(sound=""))) as film:
        kept = keep_film(actor=cast.bo, film=film)
        assert kept.poster is not None
        assert (kept.mime, kept.duration_ms) == ("video/mp4", film.duration_ms)
        assert default_storage.exists(kept.name)
        before = sorted(default_storage.listdir("")[1])
        _fail_at_the_row(monkeypatch, film, cast)
    assert sorted(default_storage.listdir("")[1]) == before
    assert agreement().missing == []


def _fail_at_the_row(monkeypatch: pytest.MonkeyPatch, film: Film, cast: Cast) -> None:
    def fails(**_fields: object) -> File:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("manyvoices.media.actions.keep_film.audit.record", fails)
        with pytest.raises(OSError, match="full"):
            keep_film(actor=cast.bo, film=film)
