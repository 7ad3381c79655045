"""What a stranger's page says about itself: Open Graph, else its title and description. Pure.

`html.parser` takes minutes for a megabyte of opened tags, so the few tags that matter are looked for with patterns that
never look back. Every word is a stranger's: it comes out as plain text without controls and without tricks.
"""

import re
from dataclasses import dataclass
from email.message import Message
from html import unescape
from itertools import islice
from urllib.parse import urljoin

from manyvoices.core.markup.addresses import web_address
from manyvoices.core.markup.text import tidy, without_tricks

_META = re.compile(r"<meta\s([^<>]{1,4000})>", re.IGNORECASE)
_TITLE = re.compile(r"<title(?:\s[^<>]{0,500})?>([^<]{0,4000})", re.IGNORECASE)
_FIELD = re.compile(
    r"""(?:^|\s)(property|name|content|charset)\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I
)
_CHARSET = re.compile(rb"""<meta\s[^<>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE)
_MOST_TAGS = 300
_HEAD = 300_000


@dataclass(frozen=True)
class Facts:
    """Empty where the page says nothing. `picture` is an absolute http or https address."""

    title: str = ""
    description: str = ""
    site: str = ""
    picture: str = ""


def page_facts(body: bytes, *, content_type: str, address: str) -> Facts:
    """What the page at `address` says about itself, each part cut to what a card shows."""
    html = _decoded(body[:_HEAD], content_type)
    said = _metas(html)
    title = _TITLE.search(html)
    picture = _first(said, "og:image:secure_url", "og:image", "og:image:url", "twitter:image")
    return Facts(
        title=_line(_first(said, "og:title", "twitter:title") or (unescape(title[1]) if title else ""), 300),
        description=_line(_first(said, "og:description", "twitter:description", "description"), 500),
        site=_line(_first(said, "og:site_name", "application-name"), 100),
        picture=_absolute(address, picture),
    )


def _metas(html: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in islice(_META.finditer(html), _MOST_TAGS):
        fields = {name.lower(): a or b or c for name, a, b, c in _FIELD.findall(tag[1])}
        key = fields.get("property") or fields.get("name")
        if key and "content" in fields:
            found.setdefault(key.lower(), unescape(fields["content"]))
    return found


def _decoded(body: bytes, content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type
    named = header.get_content_charset() or ""
    inside = _CHARSET.search(body[:4000])
    name = named or (inside[1].decode("ascii") if inside else "") or "utf-8"
    try:
        return body.decode(name, errors="replace")
    except (LookupError, ValueError):
        return body.decode("utf-8", errors="replace")


def _first(said: dict[str, str], *names: str) -> str:
    return next((said[name] for name in names if said.get(name, "").strip()), "")


def _line(text: str, most: int) -> str:
    return " ".join(without_tricks(tidy(text, 4000)).split())[:most]


def _absolute(page: str, link: str) -> str:
    if not link:
        return ""
    try:
        return web_address(urljoin(page, link.strip())) or ""
    except ValueError:
        return ""
