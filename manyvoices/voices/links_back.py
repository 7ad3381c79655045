"""Whether a page links to a voice as its own: `rel="me"` (microformats.org/wiki/rel-me), as Mastodon asks. Pure.

The page is a stranger's. `html.parser` takes minutes for a megabyte of opened tags, so the few tags that matter are
looked for with patterns that never look back.
"""

import re
from collections.abc import Collection, Iterator
from html import unescape
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

_TAG = re.compile(r"<(?:a|link|area)\s([^<>]{1,4000})>", re.IGNORECASE)
_HREF = re.compile(r"""(?:^|\s)href\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_REL = re.compile(r"""(?:^|\s)rel\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_MOST_LINKS = 5_000
# What a browser does not show holds no links.
_UNSEEN = (("<!--", "-->"), ("<script", "</script"), ("<template", "</template"), ("<textarea", "</textarea"))


def links_back(html: str, *, page: str, to: Collection[str]) -> tuple[bool, bool]:
    """Whether a rel="me" link on `page` leads to one of `to`, and whether any link leads there at all.

    Addresses are compared without fragment, without the slash at their end and with the host in lower case.
    """
    wanted = {_plain(address) for address in to}
    rels = [rel for href, rel in islice(_links(html), _MOST_LINKS) if _plain(_absolute(page, href)) in wanted]
    return any("me" in rel.lower().split() for rel in rels), bool(rels)


def _links(html: str) -> Iterator[tuple[str, str]]:
    """The address and the rel of every link, in order."""
    for begin, end in _UNSEEN:
        html = _without(html, begin, end)
    for tag in _TAG.finditer(html):
        href = _value(_HREF, tag[1])
        if href:
            yield href, _value(_REL, tag[1])


def _value(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes)
    return unescape(next((text for text in found.groups() if text is not None), "")).strip() if found else ""


def _without(html: str, begin: str, end: str) -> str:
    """The page without what stands between `begin` and `end`; an end that never comes takes the rest with it."""
    lower, kept, here = html.lower(), [], 0
    if len(lower) != len(html):  # a few letters change their length: then the places would not fit
        html = lower
    while (start := lower.find(begin, here)) >= 0:
        kept.append(html[here:start])
        here = lower.find(end, start)
        if here < 0:
            return "".join(kept)
        here += len(end)
    return "".join([*kept, html[here:]])


def _absolute(page: str, href: str) -> str:
    try:
        return urljoin(page, href)
    except ValueError:
        return ""


def _plain(address: str) -> str:
    try:
        parts = urlsplit(urldefrag(address).url)
    except ValueError:
        return ""
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), parts.query, ""))
