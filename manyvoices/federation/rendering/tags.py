"""The mentions and hashtags of a note, read from the HTML that `core.markup.to_html` made of it."""

from html.parser import HTMLParser
from typing import Any

from manyvoices.voices.addresses import host

Attributes = list[tuple[str, str | None]]


def tags(html: str) -> list[dict[str, Any]]:
    """AS2 `tag`: a Mention (its `href` is the actor's id) or a Hashtag for each, once, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found: dict[str, dict[str, Any]] = {}
    for tag in reader.found:
        found.setdefault(str(tag["name"]).casefold(), tag)
    return list(found.values())


def mentioned(html: str) -> list[str]:
    """The ids of the actors that the HTML mentions."""
    return [str(tag["href"]) for tag in tags(html) if tag["type"] == "Mention"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[dict[str, Any]] = []
        self._open: dict[str, Any] | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag in {"a", "span"} and "hashtag" in classes:
            self._open = {"type": "Hashtag"} | ({"href": given["href"]} if "href" in given else {})
        elif tag == "a" and "mention" in classes:
            self._open = {"type": "Mention", "href": given.get("href", "")}

    def handle_endtag(self, tag: str) -> None:
        if self._open is not None and tag in {"a", "span"}:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self.found.append({**self._open, "name": _full_name(self._open, data)})
            self._open = None


def _full_name(tag: dict[str, Any], text: str) -> str:
    """Whoever is named without a host is one of ours; elsewhere the name alone would be one of theirs."""
    is_ours = tag["type"] == "Mention" and text.count("@") < 2
    return f"{text}@{host()}" if is_ours else text
