"""The link that a preview shows. Pure."""

from manyvoices.core.markup.entities import pieces

LONGEST = 1000


def first_link(text: str) -> str:
    """The address of the first link in a text; empty without one, or where it is longer than a card keeps."""
    address = next((one.name for one in pieces(text) if one.kind == "link"), "")
    return address if len(address) <= LONGEST else ""
