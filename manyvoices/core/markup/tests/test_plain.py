"""Plain text to HTML and back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.core.markup.entities import hashtags, mentions, pieces
from manyvoices.core.markup.plain import from_html, to_html
from manyvoices.core.markup.sanitise import clean
from manyvoices.core.markup.tests.checker import faults
from manyvoices.core.markup.tests.payloads import PAYLOADS
from manyvoices.core.markup.text import tidy

ANY = st.text(alphabet=st.characters(), max_size=80) | st.sampled_from(PAYLOADS)


def test_paragraphs_lines_and_links() -> None:
    assert to_html("One\ntwo\n\nThree <b>&") == "<p>One<br>two</p><p>Three &lt;b&gt;&amp;</p>"
    assert to_html("See https://a.test/x?y=1&z=2.") == (
        '<p>See <a href="https://a.test/x?y=1&amp;z=2" rel="noopener">https://a.test/x?y=1&amp;z=2</a>.</p>'
    )
    assert to_html("  \n ") == ""


def test_mentions_and_hashtags_ask_for_their_pages() -> None:
    pages = {"ada": "https://a.test/@ada", "eve@b.test": "https://b.test/@eve"}
    html = to_html("@ada and @eve@b.test, @dan #Bahn", mention=pages.get)
    assert '<a href="https://a.test/@ada" class="mention" rel="noopener">@ada</a>' in html
    assert ">@eve@b.test</a>," in html
    assert " @dan " in html
    assert '<span class="hashtag">#Bahn</span>' in html
    assert 'href="/tags/Bahn"' in to_html("#Bahn", hashtag=lambda tag: f"/tags/{tag}")


def test_what_stands_in_a_text() -> None:
    assert hashtags("#Bahn #bahn #2026 #हिन्दी x#no https://a.test/#frag") == ["Bahn", "हिन्दी"]
    assert mentions("@ada, @eve@b.test. mail@c.test @ada") == ["ada", "eve@b.test"]
    assert [piece.kind for piece in pieces("javascript:hit() ftp://a.test mailto:a@b.test //c.test")] == [
        "words"
    ]


@settings(deadline=None, max_examples=300)
@given(ANY)
def test_no_text_becomes_markup_of_its_own(text: str) -> None:
    html = to_html(text)
    assert faults(html) == []
    assert "".join(piece.text for piece in pieces(text)) == text
    assert clean(clean(html)) == clean(html)


@settings(deadline=None, max_examples=150)
@given(ANY)
def test_a_description_has_no_tags_and_keeps_its_limit(text: str) -> None:
    assert len(from_html(text, limit=30)) <= 30


def test_html_to_one_line() -> None:
    assert from_html("<p>A &amp; B<br>c</p><script>hit()</script><p>d</p>") == "A & B c d"
    assert from_html("<p>one two three four</p>", limit=10) == "one two…"


def test_tidy_keeps_emoji_and_drops_what_a_database_refuses() -> None:
    assert tidy(" a\x00b\r\nc\rd\ud800\u2028e\x1b ", 50) == "ab\nc\nd\ne"
    assert tidy("e\u0301", 5) == "é"
    assert tidy("👩\u200d🚒", 9) == "👩\u200d🚒"
    assert tidy("👩\u200d🚒", 2) == "👩"


@settings(deadline=None, max_examples=200)
@given(ANY, st.integers(0, 20))
def test_tidy_twice_does_nothing_more(text: str, limit: int) -> None:
    once = tidy(text, limit)
    assert len(once) <= limit
    assert tidy(once, limit) == once
    once.encode()
