"""Reading the body of a request to an inbox: strict JSON, and the few members nothing can be done without."""

from dataclasses import dataclass
from typing import Any

from manyvoices.core.strict_json import BadJson, TooLarge, parse
from manyvoices.federation.ownership import first_id

LARGEST = 1_048_576
LONGEST_ID = 500
LONGEST_TYPE = 60


class NotReadable(Exception):
    """The body is no activity: the message says why, for the person who looks after the sender."""


class TooBig(NotReadable):
    """The body has more bytes than we read."""


@dataclass(frozen=True)
class Activity:
    """What was said: `id`, `type` and `actor` of the document, each one text that fits its column; all else in `said`."""

    id: str
    type: str
    actor: str
    said: dict[str, Any]

    @property
    def object_id(self) -> str | None:
        """The id of the one thing it is about, or None."""
        return first_id(self.said.get("object"))

    @property
    def ends_its_actor(self) -> bool:
        """Whether an actor says that it is gone itself. Mastodon tells that to every server it ever met."""
        return self.type == "Delete" and self.object_id == self.actor


def read_activity(body: bytes) -> Activity:
    """Return the activity in `body` (at most 1 MiB, 64 levels, 1,000 members in one object or array).

    Refused with `TooBig` or `NotReadable`: what `core.strict_json` refuses, an array, and a document without an id,
    a type and an actor of its own, each one text and not too long to keep.
    """
    try:
        document = parse(body, max_bytes=LARGEST)
    except TooLarge as error:
        raise TooBig(str(error)) from error
    except BadJson as error:
        raise NotReadable(str(error)) from error
    if not isinstance(document, dict):
        raise NotReadable("The body is a list; send one activity at a time.")
    return activity_of(document)


def activity_of(document: dict[str, Any]) -> Activity:
    """Return a document that was read as JSON before. Refused with `NotReadable` as in `read_activity`."""
    given = (document.get("id"), document.get("type"), first_id(document.get("actor")))
    for name, value, longest in zip(
        ("id", "type", "actor"), given, (LONGEST_ID, LONGEST_TYPE, LONGEST_ID), strict=True
    ):
        if not isinstance(value, str) or not 0 < len(value) <= longest:
            raise NotReadable(f"The activity needs one {name} of at most {longest} characters.")
    return Activity(str(given[0]), str(given[1]), str(given[2]), document)
