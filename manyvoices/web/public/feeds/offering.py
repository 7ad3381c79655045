"""The feeds of a page, for its head and for its readers."""

from dataclasses import dataclass

from manyvoices.web.public.feeds import atom, json_feed, rss


@dataclass(frozen=True)
class Offer:
    """A feed in one format; `name` is the format's own and needs no translation."""

    name: str
    type: str
    url: str


def offers(path: str) -> list[Offer]:
    """The three feeds of the page at `path`."""
    stem = path.rstrip("/")
    return [
        Offer("Atom", atom.TYPE, f"{stem}/feed.atom"),
        Offer("RSS", rss.TYPE, f"{stem}/feed.rss"),
        Offer("JSON Feed", json_feed.TYPE, f"{stem}/feed.json"),
    ]
