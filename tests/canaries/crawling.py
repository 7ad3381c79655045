"""Opens every page that one person can reach by a GET: each address without parameters, and whatever pages link to."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

LINK = re.compile(r'(?:href|src|data-begin)="([^"]+)"')
# A list of ten thousand people is the same page again and again.
OF_ONE_KIND = 4


def crawl(client: Client, start: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
    """(path, headers, body) of every page; what is no text is left out. Follows links of our own host, each once."""
    waiting = [*start, *plain_addresses()]
    seen: set[str] = set()
    kinds: dict[str, int] = {}
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"\d+", "0", path)
        kinds[kind] = kinds.get(kind, 0) + 1
        if path in seen or kinds[kind] > OF_ONE_KIND:
            continue
        seen.add(path)
        answer = client.get(path)
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        body = _text(answer)
        yield path, headers, body
        found = [*LINK.findall(body), answer.headers.get("Location", "")]
        waiting += [ours for link in found if (ours := _own_path(path, link.replace("&amp;", "&")))]


def plain_addresses(of: URLResolver | None = None, before: str = "/") -> list[str]:
    """Every address without a parameter."""
    found: list[str] = []
    for part in (of or get_resolver()).url_patterns:
        route = before + str(part.pattern)
        if isinstance(part, URLResolver):
            found += plain_addresses(part, route)
        elif isinstance(part, URLPattern) and not set(route) & set("<(^$\\"):
            found.append(route)
    return found


def _own_path(page: str, link: str) -> str:
    parts = urlsplit(urljoin(f"http://testserver{page}", link))
    ours = {"testserver", urlsplit(settings.CONFIG.public_url).hostname}
    if parts.hostname not in ours or not parts.path.startswith("/"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _text(answer: HttpResponseBase) -> str:
    streamed = getattr(answer, "streaming_content", None)
    body = b"".join(streamed) if streamed is not None else getattr(answer, "content", b"")
    return bytes(body).decode(errors="replace")
