"""A judge that knows nothing of the sanitiser: what in this HTML could act, lead astray or phone home."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

ALLOWED = {"p", "br", "a", "span", "strong", "b", "em", "i", "del", "code", "pre"}
ALLOWED |= {"blockquote", "ul", "ol", "li", "ruby", "rt", "rp"}
ATTRIBUTES = {"a": {"href", "rel", "class"}, "span": {"class"}}
CLASSES = {"mention", "hashtag", "invisible", "ellipsis"}


def faults(html: str) -> list[str]:
    """Return a line for each thing that must not be in clean HTML; [] for clean HTML."""
    judge = _Judge(convert_charrefs=True)
    judge.feed(html)
    judge.close()
    return judge.found


class _Judge(HTMLParser):
    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.found.append(f"tag {tag}")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()):
                self.found.append(f"attribute {name} of {tag}")
            elif name == "href":
                self._judge_address(value or "")
            elif name == "class" and not set((value or "").split()) <= CLASSES:
                self.found.append(f"class {value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"instruction {data}")

    def _judge_address(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            self.found.append(f"address {address}")
        if any(sign in address for sign in "\\\t\n\r \x00") or address[:4].lower() != "http":
            self.found.append(f"address with {address!r}")
