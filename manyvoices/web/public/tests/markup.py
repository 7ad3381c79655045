"""Reads a page as HTML 5 wants it: every element closed in its order, ids unique, what is loaded and from where."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What may hold a tag of its own kind only through something else: a missing end tag shows here.
LOADS = {"src", "srcset", "poster", "data", "background", "action", "formaction"}


class Page(HTMLParser):
    """`wrong` holds a sentence for each fault; `tags` every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> stays open" for tag in self.open]
        ids = [attributes["id"] for _, attributes in self.tags if "id" in attributes]
        self.wrong += [f"id {name} stands twice" for name in set(ids) if ids.count(name) > 1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        names = [name for name, _ in attrs]
        self.wrong += [f"<{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that has no content."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> ends {self.open[-1:] or 'nothing'}")
        elif self.open:
            self.open.pop()

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of this name."""
        return [attributes for name, attributes in self.tags if name == tag]

    def meta(self, name: str) -> str:
        """The content of the one `<meta>` of this name or property; "" without one."""
        found = [m["content"] for m in self.all("meta") if name in (m.get("name"), m.get("property"))]
        return found[0] if len(found) == 1 else f"{len(found)} times" if found else ""

    def loaded(self) -> list[str]:
        """Every address a browser asks for by itself."""
        found = [value for _, attributes in self.tags for name, value in attributes.items() if name in LOADS]
        return found + [
            link["href"]
            for link in self.all("link")
            if link["rel"] not in {"alternate", "canonical", "author", "me"}
        ]

    def refused(self) -> list[str]:
        """Parts that the content security policy refuses: inline scripts, styles and handlers."""
        inline = [
            tag
            for tag, attributes in self.tags
            if tag == "style" or (tag == "script" and "src" not in attributes)
        ]
        return inline + [
            name
            for _, attributes in self.tags
            for name in attributes
            if name == "style" or name.startswith("on")
        ]
