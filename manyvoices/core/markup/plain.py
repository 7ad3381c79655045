"""Our own authors' plain text to HTML, and anybody's HTML to plain text."""

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

from django.utils.safestring import SafeString, mark_safe

from manyvoices.core.markup.entities import Piece, pieces
from manyvoices.core.markup.sanitise import clean
from manyvoices.core.markup.text import usable

# Given a handle or a tag without its mark, the address of its page; None where there is none.
Resolver = Callable[[str], str | None]


def to_html(text: str, *, mention: Resolver | None = None, hashtag: Resolver | None = None) -> SafeString:
    """Return paragraphs (a blank line between) and line breaks, with links, for pages and ActivityPub `content`.

    http and https addresses become links. `mention` and `hashtag` are asked for the address behind
    `@user`, `@user@host` and `#tag`; a handle nobody knows stays text, a tag without a page a span.
    """
    written = "".join(piece_html(piece, mention, hashtag) for piece in pieces(usable(text).strip()))
    paragraphs = re.split(r"\n[ \t]*\n\s*", written)
    html = "".join(f"<p>{paragraph.replace(chr(10), '<br>')}</p>" for paragraph in paragraphs if paragraph)
    return mark_safe(html)  # noqa: S308  every piece was escaped


def from_html(html: str, limit: int = 0) -> str:
    """Return the text that a reader of the HTML would see, on one line, for descriptions and notifications.

    The HTML may be anybody's: it is cleaned first. `limit` cuts between words, "…" included; 0 is no limit.
    """
    reader = _Reader()
    reader.feed(clean(html))
    reader.close()
    text = " ".join("".join(reader.words).split())
    if not limit or len(text) <= limit:
        return text
    cut = text[: limit - 1]
    between = cut.rfind(" ")
    return (cut[:between] if between > limit // 2 else cut).rstrip() + "…"


def lines_from_html(html: str) -> str:
    """Return the text that a reader of the HTML would see, paragraphs and line breaks kept, for people who answer it."""
    reader = _Reader()
    reader.br, reader.block = "\n", "\n\n"
    reader.feed(clean(html))
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.words).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def piece_html(piece: Piece, mention: Resolver | None, hashtag: Resolver | None) -> str:
    """One piece of a text as HTML, every character of it escaped."""
    text = escape(piece.text)
    if piece.kind == "link":
        return f'<a href="{escape(piece.name)}" rel="noopener">{text}</a>'
    if piece.kind == "mention":
        address = mention(piece.name) if mention else None
        return f'<a href="{escape(address)}" class="mention" rel="noopener">{text}</a>' if address else text
    if piece.kind == "hashtag":
        address = hashtag(piece.name) if hashtag else None
        if address is None:
            return f'<span class="hashtag">{text}</span>'
        return f'<a href="{escape(address)}" class="mention hashtag" rel="tag noopener">{text}</a>'
    return text


class _Reader(HTMLParser):
    BREAKING = frozenset({"p", "br", "li", "pre", "blockquote", "ul", "ol", "h2", "h3", "h4", "hr"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.br = self.block = " "
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BREAKING:
            self.words.append(self.br if tag in {"br", "li"} else self.block)

    def handle_data(self, data: str) -> None:
        self.words.append(data)
