"""Markdown of our own authors: what it becomes, and what it never becomes."""

import pytest

from manyvoices.core.markup.articles import Image, article_html, named_images

OWN = {"abc.jpg": Image("https://voices.example/media/abc.jpg", 'A "hand"', 4, 3)}


def html(text: str) -> str:
    return str(article_html(text, images=OWN, hashtag=lambda tag: f"https://voices.example/topics/{tag}"))


def test_headings_begin_below_the_title_and_leave_no_level_out() -> None:
    assert html("# A\n\n### B\n\n## C") == "<h2>A</h2>\n<h3>B</h3>\n<h3>C</h3>"
    assert html("#### Only") == "<h2>Only</h2>"


def test_lists_quotations_rules_and_code() -> None:
    assert html("- a\n- b\n\n> c\n\n---\n\n`d`") == (
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<blockquote>\n<p>c</p>\n</blockquote>\n<hr>\n<p><code>d</code></p>"
    )


def test_words_are_linked_as_in_posts_but_not_within_a_link() -> None:
    tag = '<a href="https://voices.example/topics/b" class="mention hashtag" rel="noopener">#b</a>'
    assert html("#b") == f"<p>{tag}</p>" or html("a #b") == f"<p>a {tag}</p>"
    assert (
        html("[see #b](https://a.example)") == '<p><a href="https://a.example" rel="noopener">see #b</a></p>'
    )


# promise H8
def test_a_link_says_where_it_goes() -> None:
    assert "bank.example [evil.example]" in html("[bank.example](https://evil.example)")


# promise H4
def test_only_own_pictures_are_shown() -> None:
    shown = html("![](/media/abc.jpg) ![Brakes](/media/abc.jpg) ![other](https://evil.example/x.png)")
    assert 'alt="A &quot;hand&quot;" width="4" height="3"' in shown
    assert shown.count("<img") == 2
    assert "evil" not in shown
    assert named_images("![a](/media/abc.jpg)") == {"abc.jpg"}


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](//evil.example)",
        "[x](/secret)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        '![x](/media/abc.jpg "x" onerror="alert(1)")',
        '[x](https://a.example "\\" onclick=alert(1)")',
        "```html onload=alert(1)\n<iframe src=x>\n```",
        "<!-- --><svg/onload=alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
    ],
)
def test_nothing_that_was_typed_runs(hostile: str) -> None:
    made = html(hostile)
    tags = [part.partition(">")[0] for part in made.split("<")[1:]]
    assert not any(" on" in tag or "javascript" in tag.lower() or "data:" in tag for tag in tags), made
    assert not any(tag.startswith(("script", "svg", "iframe", 'a href="/')) for tag in tags), made
