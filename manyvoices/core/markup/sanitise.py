"""HTML of strangers and colleagues, made safe to stand in our pages (PROMISES H1, H2, H8)."""

import re
from html import escape, unescape

import nh3
from django.utils.safestring import SafeString, mark_safe

from manyvoices.core.markup.addresses import web_address
from manyvoices.core.markup.rewriting import HEADINGS, rewritten
from manyvoices.core.markup.text import usable, without_tricks

LONGEST = 100_000
# A parser reopens every open <b> in every new paragraph: 10,000 of them took two seconds.
MOST_TAGS = 3_000
TEXT_INSTEAD = 15_000
ROUNDS = 6

BLOCKS = {"p", "br", "pre", "blockquote", "ul", "ol", "li"}
WORDS = {"a", "span", "strong", "b", "em", "i", "del", "code", "ruby", "rt", "rp"}
TAGS = BLOCKS | WORDS
CLASSES = {"mention", "hashtag", "invisible", "ellipsis"}
REL = "nofollow noopener noreferrer ugc"
TAG = re.compile(r"<[^<>]*>")


def _kept(tag: str, name: str, value: str) -> str | None:
    return web_address(value) if (tag, name) == ("a", "href") else value


_CLEANER = nh3.Cleaner(
    tags=TAGS | HEADINGS,
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "noembed", "noframes", "title"},
    attributes={"*": set(), "a": {"href"}},  # without "*" the library lets `title` and `lang` through
    attribute_filter=_kept,
    allowed_classes={"a": CLASSES, "span": CLASSES},
    url_schemes={"http", "https"},
    link_rel=REL,
)


def clean(html: str) -> SafeString:
    """Return HTML of the tags in TAGS only, links absolute http(s) and honest, at most 100,000 characters.

    A second pass returns the same string. Input is cut at 100,000 characters; HTML of more than 3,000 tags
    (opening and closing), or that does not come to rest, is shown as its text. Nothing is refused.
    """
    html = usable(html[:LONGEST])
    if _too_much(html):
        html = _text_instead(html)
    for _round in range(ROUNDS):
        again = rewritten(_CLEANER.clean(html))
        if again == html:
            return _safe(again)
        html = _text_instead(again) if _too_much(again) else again
    return _safe(rewritten(_CLEANER.clean(_text_instead(html))))


def plain_name(text: str, limit: int) -> str:
    """Return a display name on one line, without controls or characters that reorder or hide, cut at `limit`."""
    return " ".join(without_tricks(usable(text)).split())[:limit].rstrip()


def _too_much(html: str) -> bool:
    return len(html) > LONGEST or html.count("<") > MOST_TAGS


def _text_instead(html: str) -> str:
    text = unescape(TAG.sub(" ", html))
    return f"<p>{escape(' '.join(usable(text).split())[:TEXT_INSTEAD], quote=False)}</p>"


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  the one place where foreign HTML is called safe
