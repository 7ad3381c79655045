"""Who may say what: an activity speaks for its actor alone, about the actor's own things alone.

Source: ActivityPub (W3C, 2018) sections 6 and 7 and appendix B.3; CVE-2024-25623 shows what a missing check
costs.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from manyvoices.federation.origins import BadUri, host_of, same_origin, same_uri

__all__ = [
    "BadUri",
    "NotTheirs",
    "Why",
    "check_actor_activity",
    "first_id",
    "host_of",
    "recipients",
    "same_origin",
    "same_uri",
]

MOST_RECIPIENTS = 100
_ADDRESSED = ("to", "cc", "bto", "bcc", "audience")


class Why(StrEnum):
    """Why an activity is not the actor's to send: the codes that rows and counters show."""

    BAD_URI = "bad-uri"
    NO_TYPE = "no-type"
    WRONG_ACTOR = "wrong-actor"
    WRONG_KEY_OWNER = "wrong-key-owner"
    WRONG_KEY_HOST = "wrong-key-host"
    WRONG_ID_HOST = "wrong-id-host"
    WRONG_AUTHOR = "wrong-author"
    WRONG_OBJECT_HOST = "wrong-object-host"
    TOO_MANY_RECIPIENTS = "too-many-recipients"


class NotTheirs(Exception):
    """The activity is refused; `reason` is a `Why`, the message a sentence for a person."""

    def __init__(self, reason: Why, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def first_id(value: object) -> str | None:
    """Return the one id in an AS2 value: a string, an object with an `id`, or a list of exactly one of these.

    None for everything else, also for a list of two: whoever picked the first would let the second ride
    along.
    """
    if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], list):
        return first_id(value[0])
    if isinstance(value, Mapping):
        value = value.get("id")
    return value if isinstance(value, str) and value else None


def recipients(thing: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids an activity or object is addressed to, each once, in order; refuse more than 100."""
    named: dict[str, None] = {}
    for field in _ADDRESSED:
        value = thing.get(field) or []
        members = value if isinstance(value, list) else [value]
        named |= {found: None for found in map(first_id, members[: MOST_RECIPIENTS + 1]) if found}
        if len(members) > MOST_RECIPIENTS or len(named) > MOST_RECIPIENTS:
            raise NotTheirs(
                Why.TOO_MANY_RECIPIENTS, f"The activity addresses more than {MOST_RECIPIENTS} recipients."
            )
    return tuple(named)


def check_actor_activity(
    activity: Mapping[str, Any], actor_uri: str, key_id: str, key_owner: str, *, allow_loopback: bool = False
) -> None:
    """Return when `activity`, signed with `key_id` of `key_owner`, is `actor_uri`'s own to send.

    Raises `NotTheirs` unless key id, key owner, actor and activity id share one host; the owner and the
    activity's actor *are* the actor; an embedded object of Create or Update is the actor's; what is deleted
    has the actor's origin; an embedded object of Undo is the actor's activity; and a Move moves the actor
    alone.

    What only a look-up can tell stays with the caller: a Create or Update that merely names its object is
    to be fetched from its host, and a Delete or Undo is to be compared with the author of the stored row.
    """
    rules = _Rules(actor_uri, allow_loopback=allow_loopback)
    rules.refuse_unless_readable()
    if not rules.is_actor(first_id(activity.get("actor"))):
        raise NotTheirs(Why.WRONG_ACTOR, "The activity names another actor than the one who sent it.")
    if not rules.is_actor(key_owner):
        raise NotTheirs(Why.WRONG_KEY_OWNER, "The key belongs to somebody else.")
    if not rules.is_near(key_id):
        raise NotTheirs(Why.WRONG_KEY_HOST, "The key stands on another host than its owner.")
    if not rules.is_near(activity.get("id")):
        raise NotTheirs(Why.WRONG_ID_HOST, "The id of the activity is missing or belongs to another host.")
    kind = activity.get("type")
    if not isinstance(kind, str):
        raise NotTheirs(Why.NO_TYPE, "The activity has no type, or several.")
    rules.check_object(kind, activity.get("object"))


def _only(value: object) -> object:
    """Return what is checked as the object; a list inside a list is nothing, or it would hide its author."""
    inner = value[0] if isinstance(value, list) and len(value) == 1 else value
    return None if isinstance(inner, list) else inner


class _Rules:
    """What one actor may speak about."""

    def __init__(self, actor_uri: str, *, allow_loopback: bool) -> None:
        self.actor_uri = actor_uri
        self.allow_loopback = allow_loopback

    def refuse_unless_readable(self) -> None:
        try:
            host_of(self.actor_uri, allow_loopback=self.allow_loopback)
        except BadUri as error:
            raise NotTheirs(Why.BAD_URI, f"The actor's address does not count. {error}") from error

    def is_actor(self, uri: str | None) -> bool:
        return uri is not None and same_uri(uri, self.actor_uri, allow_loopback=self.allow_loopback)

    def is_near(self, uri: object) -> bool:
        return isinstance(uri, str) and same_origin(uri, self.actor_uri, allow_loopback=self.allow_loopback)

    def check_object(self, kind: str, value: object) -> None:
        checks: dict[str, Callable[[object], None]] = {
            "Create": self._written,
            "Update": self._written,
            "Delete": self._deleted,
            "Undo": self._undone,
            "Move": self._moved,
        }
        check = checks.get(kind)
        if check is not None:
            check(_only(value))

    def _written(self, value: object) -> None:
        if not self.is_near(first_id(value)):
            raise NotTheirs(Why.WRONG_OBJECT_HOST, "The object is missing or belongs to another host.")
        if isinstance(value, Mapping) and not self.is_actor(first_id(value)):
            self._refuse_other_authors(value.get("attributedTo"))

    def _refuse_other_authors(self, value: object) -> None:
        """PeerTube names a person and a channel: the actor must be one of the authors, all on one host."""
        authors = [first_id(member) for member in value] if isinstance(value, list) else [first_id(value)]
        if not any(map(self.is_actor, authors)) or not all(map(self.is_near, authors)):
            raise NotTheirs(Why.WRONG_AUTHOR, "The object is attributed to somebody else.")

    def _deleted(self, value: object) -> None:
        if not self.is_near(first_id(value)):
            raise NotTheirs(Why.WRONG_OBJECT_HOST, "What is to be deleted belongs to another host.")

    def _undone(self, value: object) -> None:
        if not self.is_near(first_id(value)):
            raise NotTheirs(Why.WRONG_OBJECT_HOST, "What is to be undone belongs to another host.")
        if isinstance(value, Mapping) and not self.is_actor(first_id(value.get("actor"))):
            raise NotTheirs(Why.WRONG_AUTHOR, "What is to be undone was done by somebody else.")

    def _moved(self, value: object) -> None:
        if not self.is_actor(first_id(value)):
            raise NotTheirs(Why.WRONG_AUTHOR, "An actor can move only itself.")
