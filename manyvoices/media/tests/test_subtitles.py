"""Subtitles are read and written anew: words and times, nothing else."""

import pytest

from manyvoices.core.refusals import Invalid
from manyvoices.media.subtitles import MOST_CUES, UPLOAD_BYTES, Cue, cues_of, webvtt

SRT = (
    "1\r\n00:00:01,500 --> 00:00:03,000\r\nThe <i>train</i> stands.\r\nAt Wels.\r\n\r\n"
    "2\r\n0:00:04,000 --> 0:00:05,000\r\nBye\r\n"
)


def test_subrip_becomes_webvtt() -> None:
    assert webvtt(cues_of(SRT.encode("utf-8-sig"))) == (
        "WEBVTT\n\n00:00:01.500 --> 00:00:03.000\nThe train stands.\nAt Wels.\n\n"
        "00:00:04.000 --> 00:00:05.000\nBye\n"
    )
    assert cues_of(SRT.encode("utf-16")) == cues_of(SRT.encode())


# promise H4
@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>x",
        "<v Ada onclick=alert(1)>x</v>",
        "&lt;img src=x onerror=alert(1)&gt;x",
        "&amp;lt;b&amp;gt;x",
        "<<b>img src=x>x",
        "{\\an8}x",
        "<c.red.bg_blue>x</c>",
        "\u202ex",
    ],
)
def test_no_markup_stays(hostile: str) -> None:
    text = f"WEBVTT\n\nSTYLE\n::cue {{ background: url(https://evil.example) }}\n\n00:01.000 --> 00:02.000 line:0\n{hostile}\n"
    made = webvtt(cues_of(text.encode()))
    body = made.partition("00:00:02.000")[2]
    assert "<" not in made
    assert "evil" not in made
    assert "line:0" not in body
    assert body.strip().endswith("x")
    assert webvtt(cues_of(made.encode())) == made


def test_a_cue_cannot_begin_another() -> None:
    smuggled = "WEBVTT\n\n00:01.000 --> 00:02.000\nwords\n00:03.000 --&gt; 00:04.000\nmore\n"
    made = webvtt(cues_of(smuggled.encode()))
    assert made.count("-->") == 1
    assert cues_of(made.encode()) == [Cue(1000, 2000, "words\n00:03.000 --> 00:04.000\nmore")]


@pytest.mark.parametrize(
    "useless",
    [
        b"",
        b"WEBVTT\n",
        b"\x00\xff\xfe\xfd" * 10,
        b"<html></html>",
        b"WEBVTT\n\n00:02.000 --> 00:01.000\nbackwards\n",
    ],
)
def test_what_holds_no_subtitles_is_refused(useless: bytes) -> None:
    with pytest.raises(Invalid):
        cues_of(useless)


def test_endless_subtitles_are_refused() -> None:
    with pytest.raises(Invalid):
        cues_of(b"x" * (UPLOAD_BYTES + 1))
    with pytest.raises(Invalid):
        cues_of(b"00:01.000 --> 00:02.000\nx\n\n" * (MOST_CUES + 1))
    assert cues_of(b"<" * 100_000 + b"\n\n00:01.000 --> 00:02.000\nx\n") == [Cue(1000, 2000, "x")]
