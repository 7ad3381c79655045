"""The ids of everything we make, all on our public address, and what an id of ours names.

An id is made once and lasts: it holds the row's number, never a handle or a title. The host of all of them is frozen
(`freezing`) before another server learns the first.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from manyvoices.config import Config
from manyvoices.federation.origins import same_origin
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
_LARGEST_ID = 2**63 - 1
_NUMBER = r"/(?P<pk>[1-9][0-9]{0,18})"
_PATHS = {
    "actor": re.compile(rf"/actors{_NUMBER}"),
    "key": re.compile(rf"/actors{_NUMBER}#main-key"),
    "inbox": re.compile(rf"/actors{_NUMBER}/inbox"),
    "outbox": re.compile(rf"/actors{_NUMBER}/outbox"),
    "followers": re.compile(rf"/actors{_NUMBER}/followers"),
    "featured": re.compile(rf"/actors{_NUMBER}/featured"),
    "note": re.compile(rf"/notes{_NUMBER}"),
    "create": re.compile(rf"/notes{_NUMBER}/create"),
}


@dataclass(frozen=True)
class Named:
    """What one of our ids names: `kind` is a key of the table above, `pk` that of the voice or the note."""

    kind: str
    pk: int


def origin() -> str:
    """Our public address, without a slash at its end."""
    config: Config = settings.CONFIG
    return config.public_url


def absolute(path: str) -> str:
    """A path of ours as a whole address; what is one already stays as it is."""
    return path if "://" in path else f"{origin()}/{path.lstrip('/')}"


def key_id(voice: Voice) -> str:
    """The id of the key with which a voice signs."""
    return f"{actor_uri(voice)}#main-key"


def inbox(voice: Voice) -> str:
    """Where other servers write to one voice."""
    return f"{actor_uri(voice)}/inbox"


def shared_inbox() -> str:
    """Where other servers write once for all voices."""
    return f"{origin()}/inbox"


def outbox(voice: Voice) -> str:
    """The collection of what a voice said."""
    return f"{actor_uri(voice)}/outbox"


def followers(voice: Voice) -> str:
    """The collection that stands for all followers of a voice, also as an addressee."""
    return f"{actor_uri(voice)}/followers"


def featured(voice: Voice) -> str:
    """The collection of what a voice pinned."""
    return f"{actor_uri(voice)}/featured"


def actor_update(voice: Voice) -> str:
    """The id of the activity that tells of a voice's profile as it is since `changed_at`."""
    return f"{actor_uri(voice)}#update-{int(voice.changed_at.timestamp() * 1000)}"


def note(pk: int) -> str:
    """The id of a note of ours."""
    return f"{origin()}/notes/{pk}"


def create(note_uri: str) -> str:
    """The id of the activity that tells of a new note; there is one for each note, so telling twice is telling once."""
    return f"{note_uri}/create"


def update(note_uri: str, edited_at: datetime) -> str:
    """The id of the activity that tells of one edit, in milliseconds since 1970."""
    return f"{note_uri}#update-{int(edited_at.timestamp() * 1000)}"


def delete(note_uri: str) -> str:
    """The id of the activity that takes a note back."""
    return f"{note_uri}#delete"


def answer(voice: Voice, word: str, number: int) -> str:
    """The id of an Accept, Reject, Undo or Flag of a voice: `word` in lower case, `number` from `core.ids.new_id`."""
    return f"{actor_uri(voice)}#{word}-{number}"


def resolve(uri: str) -> Named | None:
    """What `uri` names if it is an id of ours, letter for letter; None for everything else.

    A query, a number with leading zeros, or http where we are https name nothing.
    """
    config: Config = settings.CONFIG
    if not same_origin(uri, origin(), allow_loopback=config.allow_loopback_peers):
        return None
    parts = urlsplit(uri)
    rest = (
        parts.path
        + (f"?{parts.query}" if parts.query else "")
        + (f"#{parts.fragment}" if parts.fragment else "")
    )
    for kind, pattern in _PATHS.items():
        found = pattern.fullmatch(rest)
        if found and int(found["pk"]) <= _LARGEST_ID:
            return Named(kind, int(found["pk"]))
    return None
