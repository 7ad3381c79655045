"""Markdown that our own authors typed to the HTML of an article (CommonMark, no raw HTML)."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from manyvoices.core.markup.addresses import web_address
from manyvoices.core.markup.entities import pieces
from manyvoices.core.markup.plain import Resolver, piece_html
from manyvoices.core.markup.rewriting import rewritten
from manyvoices.core.markup.sanitise import BLOCKS, CLASSES, WORDS
from manyvoices.core.markup.text import usable


@dataclass(frozen=True)
class Image:
    """A picture that an article may show. `url` is where it stands; `alt` is used where the text gives none."""

    url: str
    alt: str = ""
    width: int = 0
    height: int = 0


Images = Mapping[str, Image]


def article_html(
    text: str,
    *,
    images: Images | None = None,
    mention: Resolver | None = None,
    hashtag: Resolver | None = None,
) -> SafeString:
    """Headings (from h2 on, since the title is the h1, and none left out), lists, quotations, code, links and pictures.

    `images` holds the pictures that may be shown by the last part of their address; any other becomes its words. Links
    are absolute http(s) or they stay words; one whose words name another host says the real one. Raw HTML is shown.
    """
    env = {"images": images or {}, "mention": mention, "hashtag": hashtag, "in_link": False}
    tokens = _MARKDOWN.parse(usable(text), env)
    _order_headings(tokens)
    return _cleaned(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env))


def named_images(text: str) -> set[str]:
    """The last parts of the addresses of all pictures in the text."""
    found = set()
    for token in _MARKDOWN.parse(usable(text)):
        found |= {_name(str(child.attrs["src"])) for child in token.children or [] if child.type == "image"}
    return found


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  the library's name
        """Pictures may be named by their path; what becomes a link is asked again below."""
        return url.startswith("/media/") or web_address(url) is not None


class _Renderer(RendererHTML):
    """Writes words as everywhere else here: with addresses, mentions and hashtags as links, unless in a link."""

    def text(self, tokens: Any, idx: int, options: Any, env: Any) -> str:
        content = tokens[idx].content
        if env["in_link"]:
            return escape(content)
        return "".join(piece_html(piece, env["mention"], env["hashtag"]) for piece in pieces(content))

    def link_open(self, tokens: Any, idx: int, options: Any, env: Any) -> str:
        env["in_link"] = True
        return self.renderToken(tokens, idx, options, env)

    def link_close(self, tokens: Any, idx: int, options: Any, env: Any) -> str:
        env["in_link"] = False
        return self.renderToken(tokens, idx, options, env)

    def image(self, tokens: Any, idx: int, options: Any, env: Any) -> str:
        token: Token = tokens[idx]
        said = self.renderInlineAsText(token.children or [], options, env)
        shown: Image | None = env["images"].get(_name(str(token.attrs["src"])))
        if shown is None:
            return escape(said)
        size = f' width="{shown.width}" height="{shown.height}"' if shown.width and shown.height else ""
        return f'<img src="{escape(shown.url)}" alt="{escape(said or shown.alt)}"{size}>'


def _order_headings(tokens: list[Token]) -> None:
    """The highest heading that was typed becomes an h2; below it no level is left out, whatever was typed."""
    typed = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
    highest, before = min(typed, default=1), 1
    for token in tokens:
        if token.type == "heading_open":
            before = min(int(token.tag[1:]) - highest + 2, before + 1, 4)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{before}"


def _name(address: str) -> str:
    return urlsplit(address).path.rpartition("/")[2]


def _kept(tag: str, name: str, value: str) -> str | None:
    return web_address(value) if (tag, name) == ("a", "href") else value


def _cleaned(html: str) -> SafeString:
    """The second look: what the renderer wrote holds nothing but these tags, whatever was typed."""
    return mark_safe(rewritten(_CLEANER.clean(html), headings=True).strip())  # noqa: S308  cleaned just now


_MARKDOWN = _Markdown("commonmark", {"html": False}, renderer_cls=_Renderer)
_CLEANER = nh3.Cleaner(
    tags=BLOCKS | WORDS | {"h2", "h3", "h4", "hr", "img"},
    attributes={"*": set(), "a": {"href"}, "img": {"src", "alt", "width", "height"}},
    attribute_filter=_kept,
    allowed_classes={"a": CLASSES, "span": CLASSES},
    url_schemes={"http", "https"},
    url_relative="pass_through",
    link_rel="noopener",
)
