"""The splitter: nothing lost, nothing too long, no cut where none may be (promise A16)."""

from itertools import accumulate

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from manyvoices.core.markup.entities import pieces
from manyvoices.networks.contract import Limits
from manyvoices.networks.counting import CLUSTER, Rule, length, warning_length
from manyvoices.publishing.splitting import Cut, joined, split

# What has broken other people's splitters.
NAUGHTY = [
    "👩‍👩‍👧‍👦",
    "🇩🇪🇫🇷🇦🇹",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "1️⃣",
    "👍🏽",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "नमस्ते क्षि",
    "กำลังเดินทาง",
    "漢字かな。交じり文！",
    "한국어",
    "العربية ؀ ١٢٣",
    "\u202eesrever\u202c",
    "\u200b\u200d\u200c\ufeff",
    " \u0308 \u200d",
    "\r\n",
    "\n\n",
    "\n---\n",
    "\n--- \n\n---\n",
    "---",
    "@eve@social.example",
    "@bo",
    "#Bahn",
    "#日本語",
    "https://example.org/a/way/that/goes/on?and=on#here",
    "(https://de.wikipedia.org/wiki/Bahn_(Zug))",
    "https://example.org/漢字。次",
    "bahn.de/plan",
    "xhttps://example.org",
    "a@b#c",
    "'; DROP TABLE post; --",
    "<script>alert(1)</script>",
    "${jndi:ldap://x}",
    "%s %d {0}",
    "z. B. am 3. Mai, sagt Dr. Berg.",
    "Really?! “Yes.” No…",
    " ",
    "\t",
    "\u00a0",
    "\u3000",
    "a",
]
TEXTS = st.lists(st.one_of(st.sampled_from(NAUGHTY), st.text(max_size=12)), max_size=25).map("".join)
RULES = st.sampled_from(["characters", "graphemes", "mastodon", "x"])


def limits(size: int, rule: Rule = "characters", parts: int = 500) -> Limits:
    return Limits(length=size, count=rule, parts=parts)


def texts(cut: Cut) -> list[str]:
    return [part.text for part in cut.parts]


# promise A16
@settings(max_examples=200, deadline=None)
@given(text=TEXTS, rule=RULES, size=st.integers(5, 80), warning=st.sampled_from(["", "War"]))
@example(text="a \u0308b" * 9, rule="characters", size=5, warning="")
@example(text="؀ " * 9, rule="graphemes", size=5, warning="")
def test_nothing_is_lost_nothing_too_long_and_nothing_torn(
    text: str, rule: Rule, size: int, warning: str
) -> None:
    cut = split(text, limits(size, rule), warning)
    assert joined(cut) == text
    assert all(part.text.strip() for part in cut.parts) or not text.replace("-", "").strip()
    places = _places(cut)
    assert not [at for at in places if _inside(at, text)]
    room = size - warning_length(warning, rule)
    for part in cut.parts:
        assert length(part.text, rule) <= room or _is_one(part.text) or not text.strip("- \t\n")


# promise A16
@settings(max_examples=50, deadline=None)
@given(text=TEXTS, size=st.integers(5, 40))
def test_what_is_split_once_is_not_split_again(text: str, size: int) -> None:
    for part in texts(split(text, limits(size, "graphemes"))):
        if part.strip() and "---" not in part:
            assert texts(split(part, limits(size, "graphemes"))) == [part]


def _places(cut: Cut) -> list[int]:
    """Where the text was cut: the beginning and the end of each part."""
    sizes = [size for part in cut.parts for size in (len(part.gap), len(part.text))]
    return list(accumulate(sizes))


def _inside(at: int, text: str) -> bool:
    spans = [match.span() for match in CLUSTER.finditer(text)]
    begun = 0
    for piece in pieces(text):
        if piece.kind != "words":
            spans.append((begun, begun + len(piece.text)))
        begun += len(piece.text)
    return any(start < at < end for start, end in spans)


def _is_one(text: str) -> bool:
    """Whether the text is a single thing that is never cut."""
    whole = Limits(length=1, count="characters", parts=2)
    return len(texts(split(text, whole))) == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One two. Three four.", ["One two.", "Three four."]),
        ("Am 3. Mai, z. B. hier.", ["Am 3. Mai,", "z. B. hier."]),
        ("one two three four", ["one two", "three four"]),
        ("abcdefghijklmnopqrstuvwxyz", ["abcdefghijkl", "mnopqrstuvwx", "yz"]),
        ("漢字かな。交じり文。全部の文。終", ["漢字かな。交じり文。", "全部の文。終"]),
        ("First line\nsecond line", ["First line", "second line"]),
        ("short\n---\nalso short", ["short", "also short"]),
        ("\n---\nshort\n---\n---\n", ["short"]),
        ("a --- b", ["a --- b"]),
        ("Look: https://example.org/way/too/long now", ["Look:", "https://example.org/way/too/long", "now"]),
        ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", ["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]),
    ],
)
def test_where_it_is_cut(text: str, parts: list[str]) -> None:
    assert texts(split(text, limits(12))) == parts


def test_a_line_of_three_hyphens_is_only_words_where_there_are_no_threads() -> None:
    assert texts(split("one\n---\ntwo", limits(500, parts=1))) == ["one\n---\ntwo"]


def test_a_cut_inside_a_word_makes_no_mention_of_what_was_none() -> None:
    assert texts(split("aaaaaaaaaaaa@eve", limits(12))) == ["aaaaaaaaaaa", "a@eve"]


def test_one_part_too_many_holds_all_that_is_left() -> None:
    cut = split("one two three four five", limits(5, parts=2))
    assert (texts(cut), joined(cut)) == (["one", "two", "three four five"], "one two three four five")
