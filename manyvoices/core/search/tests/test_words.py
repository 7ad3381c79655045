"""How words are cut, folded, asked for and shown: pure functions."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyvoices.core.search import Shown, folded, matches, parse, snippet
from manyvoices.core.search.parsing import MOST_PARTS, Part


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Züge", ["zuge"]),
        ("ZÜGE Zu\u0308ge", ["zuge", "zuge"]),
        ("Straße", ["strasse"]),
        ("Sæther, Łódź, Bodø", ["saether", "lodz", "bodo"]),
        ("#Ofoten_line: 7:52!", ["ofoten", "line", "7", "52"]),
        ("Ἀθῆναι Москва", ["αθηναι", "москва"]),
        ("東京駅 now", ["東", "京", "駅", "now"]),
        ("हिन्दी", ["हिनदी"]),
        ("\x00 '\"*^()", []),
    ],
)
def test_a_text_becomes_folded_words(text: str, words: list[str]) -> None:
    assert folded(text) == words


def test_a_query_is_phrases_and_beginnings() -> None:
    assert parse('Zug "late Again" ab #Brems-probe').parts == (
        Part(("zug",), begins=True),
        Part(("late", "again"), begins=False),
        Part(("ab",), begins=False),
        Part(("brems", "probe"), begins=True),
    )
    assert parse("東京").parts == (Part(("東", "京"), begins=False),)
    assert parse("„zu spät“").parts == (Part(("zu", "spat"), begins=False),)


@pytest.mark.parametrize(
    "text", ["", " ", '"', '""', "***", "' OR 1=1 --", "NEAR(", "a AND", "-", "\x00", "^x: {"]
)
def test_no_text_is_an_error(text: str) -> None:
    query = parse(text)
    assert not matches(query, "nothing of the kind")
    assert snippet(query, "nothing of the kind")


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("zug", "Die Züge fahren", True),
        ("zügen", "Die Züge fahren", False),
        ('"zug"', "Die Züge fahren", False),
        ('"die zuge"', "Die Züge fahren", True),
        ('"zuge die"', "Die Züge fahren", False),
        ("fahr zuge", "Die Züge fahren", True),
        ("fahr nie", "Die Züge fahren", False),
        ("7:52", "Der 7:52 fährt", True),
        ("京駅", "東京駅", True),
        ("", "Die Züge fahren", False),
    ],
)
def test_what_is_found(query: str, text: str, found: bool) -> None:
    assert matches(parse(query), text) is found


def test_a_snippet_stands_around_the_first_hit() -> None:
    text = "Ein Anfang. " * 20 + "Die Züge fahren wieder. " + "Ein Ende. " * 40
    shown = snippet(parse("zug fahr"), text)
    assert [piece.text for piece in shown if piece.hit] == ["Züge", "fahren"]
    assert (shown[0], shown[-1]) == (Shown("…"), Shown("…"))
    whole = "".join(piece.text for piece in shown).strip("…")
    assert whole in text
    assert len(whole) <= 220
    assert snippet(parse("zug"), "Kurz.") == [Shown("Kurz.")]


@given(st.text(), st.text())
def test_a_snippet_invents_nothing(query: str, text: str) -> None:
    pieces = [piece for piece in snippet(parse(query), text) if piece != Shown("…")]
    assert "".join(piece.text for piece in pieces) in text


@given(st.text())
def test_every_text_finds_itself(text: str) -> None:
    query = parse(f'"{text[:60]}"')
    assert not query or matches(query, text[:60]) or '"' in text


# promise H11
def test_no_query_takes_long() -> None:
    began = time.process_time()  # of this process alone: the machine may be busy with another's work
    for bomb in (
        "a" * 100_000,
        '"' * 100_000,
        "a " * 50_000,
        "\u0301" * 100_000,
        "東" * 100_000,
        "(" * 50_000,
    ):
        query = parse(bomb)
        assert len(query.parts) <= MOST_PARTS
        matches(query, "a " * 10_000)
        snippet(query, bomb)
    assert time.process_time() - began < 2
