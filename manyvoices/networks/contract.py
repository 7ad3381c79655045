"""The contract between us and a network: dataclasses, seven calls and a greeting, four ways to fail (DESIGN 7).

An adapter knows these classes and the HTTP client it is handed, nothing of Django or of our tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from manyvoices.networks.counting import Rule


class NetworkError(Exception):
    """Every way a call to a network fails. `str()` is a sentence for the author."""


class TryLater(NetworkError):
    """Proof that nothing was accepted, and a later try may work: 429, connection refused before a byte."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Reconnect(NetworkError):
    """The network no longer trusts us; the channel's owner has to connect it again. Nothing was accepted."""


class Rejected(NetworkError):
    """The network will never accept this, or the adapter cannot do it. Nothing was accepted."""


class Unknown(NetworkError):
    """A time-out, a 5xx, a dropped connection: it may or may not have been accepted."""


@dataclass(frozen=True)
class Pace:
    """How often one account may be called: at most `calls` `within` that time."""

    calls: int = 300
    within: timedelta = timedelta(minutes=5)


@dataclass(frozen=True)
class Limits:
    """What fits. `count` names the rule of networks.counting; `length` is in its units."""

    length: int
    count: Rule = "characters"
    pictures: int = 4
    alt: int = 1500
    # How many parts a thread may have; 1 where the network knows none.
    parts: int = 1
    # Longest film in seconds, 0 where there are none; longest article in characters, 0 where there are none.
    film: int = 0
    article: int = 0
    # None where nobody counts: our own server.
    pace: Pace | None = Pace()


@dataclass(frozen=True)
class Account:
    """A channel as its network sees it. `secret` is what the network trusts us by; `options` the channel's settings."""

    channel: int
    voice: int
    address: str
    secret: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Media:
    """One picture or film to attach. `url` is public; `name` is the file in the media folder; sizes in pixels and bytes.

    `poster` is the address of a film's picture, `subtitles` pairs of language and address.
    """

    url: str
    name: str
    mime: str
    alt: str
    width: int
    height: int
    size: int
    duration_ms: int = 0
    poster: str = ""
    subtitles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Receipt:
    """What the network calls the thing it accepted, and where people see it."""

    remote_id: str
    url: str


@dataclass(frozen=True)
class Mentioned:
    """Somebody a post names: what the network calls them, and how people write it."""

    id: str
    address: str


@dataclass(frozen=True)
class Outgoing:
    """One part of a post, complete. `key` names the delivery for ever; `kind` and `world` are the post's.

    `parent` is what it answers or the part of a thread before it. An article has a `title`, and its text is Markdown.
    `audience` is "public", "unlisted", "followers" or "direct": those in `mentions` alone, who read it in any case.
    """

    key: str
    text: str
    language: str
    kind: str
    world: str
    made_at: datetime
    content_warning: str = ""
    media: tuple[Media, ...] = ()
    parent: Receipt | None = None
    page: str = ""
    form: str = "note"
    title: str = ""
    cover: Media | None = None
    audience: str = "public"
    mentions: tuple[Mentioned, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """What is ready for the one irreversible call. `steps` (JSON) keeps what was uploaded, so that it is not repeated."""

    outgoing: Outgoing
    steps: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Author:
    """Somebody on a network. `remote_id` is the network's own name for them, which never changes; the rest is for reading."""

    remote_id: str
    address: str = ""
    name: str = ""
    url: str = ""


@dataclass(frozen=True)
class Arrived:
    """Something said to a voice, as its network has it now. `text` is plain; whoever stores it trusts nothing in it.

    `visibility` is public, unlisted, followers or direct; `attachments` are {"url", "mediaType", "name"};
    `in_reply_to` is the network's id of what it answers, `references` are those before it, the oldest first. Of a letter:
    `subject`, and in `folded` what it only repeats (quoted history, a signature). `wants_nothing`: nobody waits for an
    answer, as with a notice that a machine sent.
    """

    remote_id: str
    author: Author
    text: str
    said_at: datetime
    language: str = ""
    content_warning: str = ""
    visibility: str = "public"
    edited_at: datetime | None = None
    in_reply_to: str = ""
    url: str = ""
    attachments: tuple[Mapping[str, Any], ...] = ()
    mentions: tuple[Author, ...] = ()
    references: tuple[str, ...] = ()
    subject: str = ""
    folded: str = ""
    wants_nothing: bool = False


@dataclass(frozen=True)
class Missed:
    """A stretch of time of which the network cannot tell any more what was said."""

    since: datetime
    until: datetime
    because: str


@dataclass(frozen=True)
class Batch:
    """What was said to a voice after a cursor: new and edited things, ids of what was deleted, and where to go on.

    The same thing may come in several batches. `more` says that the next one is ready now.
    """

    said: tuple[Arrived, ...] = ()
    gone: tuple[str, ...] = ()
    cursor: str = ""
    more: bool = False
    missed: Missed | None = None


class Adapter(Protocol):
    """One network. A capability that is not in `can` raises Rejected.

    `deadline` bounds each call; `settle` is how long after it an accepted post may take to become findable;
    `look_every` is how often it is asked what was said where nobody knows that something was.
    """

    can: frozenset[str]
    limits: Limits
    deadline: timedelta
    settle: timedelta
    look_every: timedelta

    async def prepare(self, account: Account, outgoing: Outgoing) -> Prepared:
        """Uploads what the post needs; may be repeated. Raises NetworkError."""

    async def publish(self, account: Account, prepared: Prepared) -> Receipt:
        """The one irreversible call. Raises Unknown unless it is proved that nothing was accepted."""

    async def revise(self, account: Account, receipt: Receipt, prepared: Prepared) -> Receipt:
        """Changes what was published. Repeating it changes nothing more."""

    async def remove(self, account: Account, receipt: Receipt, key: str) -> None:
        """Takes it back. Gone already is success."""

    async def find(self, account: Account, key: str) -> Receipt | None:
        """The thing published under `key`; None only when it is certainly not there. Raises Unknown when it cannot tell."""

    async def collect(self, account: Account, cursor: str) -> Batch:
        """What was said to the account after `cursor` (empty: from the beginning). Changes nothing. Raises NetworkError."""

    async def greet(self, account: Account) -> str:
        """Asks the network whether it knows the account, and changes nothing: a sentence on what it said. Raises NetworkError."""


class AdapterTools(Protocol):
    """What an adapter is made with (core.work.Tools fits): the one door out and, for the native network, the database."""

    @property
    def http(self) -> Any:
        """A core.http.Client."""

    @property
    def home(self) -> Any:
        """A core.http.Client for addresses below `own_url` alone."""

    @property
    def own_url(self) -> str:
        """Origin of our own port, where the practice network lives."""

    @property
    def db(self) -> Any:
        """A core.work.kinds.Database."""
