"""Which column of a file is what, guessed by its name and chosen by a person. Pure."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What a message is made of -> names that columns go by, compared without case, spaces and marks.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "message",
        "body",
        "complaint",
        "comment",
        "content",
        "review",
        "nachricht",
        "kommentar",
    ),
    "id": ("id", "message id", "ticket", "number", "nummer"),
    "author": ("author id", "author", "user", "customer", "from", "e-mail", "email", "absender", "kunde"),
    "name": ("name", "author name", "customer name", "display name"),
    "said_at": ("said at", "date", "time", "created at", "timestamp", "sent at", "datum", "zeit"),
    "in_reply_to": ("in reply to", "reply to", "parent", "thread"),
    "url": ("url", "link", "permalink"),
    "subject": ("subject", "title", "betreff"),
    "language": ("language", "lang", "sprache"),
}
SHOWN: dict[str, Promise] = {
    "text": _("What they wrote"),
    "id": _("Its id"),
    "author": _("Who wrote it, by an id or address"),
    "name": _("Their name"),
    "said_at": _("When"),
    "in_reply_to": _("The id of what it answers"),
    "url": _("Its link"),
    "subject": _("Subject"),
    "language": _("Language"),
}


def guessed(heads: Sequence[str]) -> dict[str, str]:
    """The column of the file for each part of a message that one is named like."""
    by_name = {_plain(head): head for head in reversed(heads)}
    found: dict[str, str] = {}
    for part, names in NAMES.items():
        match = next((by_name[_plain(name)] for name in names if _plain(name) in by_name), None)
        if match is not None and match not in found.values():
            found[part] = match
    return found


def chosen(said: Mapping[str, str], heads: Sequence[str]) -> dict[str, str]:
    """Of what a person chose what there is."""
    return {part: said[part] for part in NAMES if said.get(part) in heads}


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
