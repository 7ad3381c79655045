"""The second look at HTML that nh3 has already made safe: what needs to know where a tag stands."""

from html import escape
from html.parser import HTMLParser

from manyvoices.core.markup.addresses import hidden_host
from manyvoices.core.markup.text import BIDI_OVERRIDES, usable, without_tricks

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
HIDING = {"invisible", "ellipsis"}

Attributes = list[tuple[str, str | None]]


def rewritten(html: str, *, headings: bool = False) -> str:
    """Return the HTML with honest links and, unless `headings` may stay, without headings.

    Takes only the output of nh3. A heading becomes a bold paragraph (the page has its own outline), a link
    without an address becomes its words, classes that hide text stand inside links only, and a link whose
    words name another host gets the real one behind them: `bank.example [evil.example]`.
    """
    walk = _Walk(set() if headings else HEADINGS)
    walk.feed(html)
    walk.close()
    return "".join(walk.parts)


class _Walk(HTMLParser):
    def __init__(self, bold: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.bold = bold
        self.parts: list[str] = []
        self.address: str | None = None
        self.shown: list[str] = []
        self.hidden: list[bool] = []
        self.pre_begins = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" not in given:
            return
        if tag in self.bold:
            self.parts.append("<p><strong>")
            return
        if tag == "a":
            self.address, self.shown, self.hidden = given["href"], [], []
        if tag == "span":
            self._enter_span(given)
        if tag == "br":
            self.shown.append(" ")
        written = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        self.parts.append(f"<{tag}{written}>")
        self.pre_begins = tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in self.bold:
            self.parts.append("</strong></p>")
            return
        if tag == "a" and self.address is None:
            return
        if tag == "a":
            self._leave_link()
        if tag == "span" and self.hidden:
            self.hidden.pop()
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.pre_begins:  # a parser drops the first newline of <pre>, so a second pass would drop another
            data = data.lstrip("\n")
        self.pre_begins = False
        data = BIDI_OVERRIDES.sub("", usable(data))
        if self.address is not None:
            data = without_tricks(data)
        if not any(self.hidden):
            self.shown.append(data)
        self.parts.append(escape(data, quote=False))

    def _enter_span(self, given: dict[str, str]) -> None:
        classes = given.get("class", "").split()
        if self.address is None:
            classes = [name for name in classes if name not in HIDING]
        given.pop("class", None)
        if classes:
            given["class"] = " ".join(classes)
        self.hidden.append("invisible" in classes)

    def _leave_link(self) -> None:
        """Say the real host, once: words that already end with it have been through here before."""
        shown, address = "".join(self.shown).strip(), str(self.address)
        self.address, self.hidden = None, []
        host = hidden_host(shown, address)
        if host is not None and not shown.endswith(f"[{host}]"):
            self.parts.append(f" [{escape(host)}]")
