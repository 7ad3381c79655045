"""The native network: our own ActivityPub server as one network among others (networks.contract).

Publishing here is writing to our own database, so an outcome is never unknown for long: `find` knows.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import DatabaseError

from manyvoices.config import Config
from manyvoices.core.http import Client
from manyvoices.core.models import World
from manyvoices.core.refusals import Refused
from manyvoices.federation.actions.publish_note import publish_note
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.actions.revise_note import revise_note
from manyvoices.federation.collecting import heard_by
from manyvoices.federation.content import content
from manyvoices.federation.models import Note
from manyvoices.networks.asking import ask
from manyvoices.networks.contract import (
    Account,
    AdapterTools,
    Batch,
    Limits,
    Media,
    Outgoing,
    Prepared,
    Receipt,
    Rejected,
    Unknown,
)
from manyvoices.voices.addresses import actor_uri, host
from manyvoices.voices.models import Channel

P = ParamSpec("P")
T = TypeVar("T")
JRD = "application/jrd+json"

# ActivityPub knows no length; most servers show this much without trouble.
LIMITS = Limits(
    length=5000, count="characters", pictures=4, alt=1500, film=180, article=50_000, parts=25, pace=None
)


def make(tools: AdapterTools) -> "Native":
    """The adapter; all it does goes through `tools.db`."""
    return Native(tools)


class Native:
    """Notes of our own server."""

    can = frozenset({"publish", "revise", "remove", "find", "collect"})
    limits = LIMITS
    deadline = timedelta(seconds=10)
    settle = timedelta(seconds=0)
    # Whoever receives marks the channel; this is for what no mark tells.
    look_every = timedelta(minutes=5)

    def __init__(self, tools: AdapterTools) -> None:
        self._do: Callable[..., Awaitable[Any]] = tools.db
        self._http: Client = tools.http

    async def prepare(self, account: Account, outgoing: Outgoing) -> Prepared:
        """The text as HTML and the pictures with absolute addresses."""
        return Prepared(outgoing, await self._do(_content, outgoing))

    async def publish(self, account: Account, prepared: Prepared) -> Receipt:
        """One transaction: the note and a dispatch for each inbox. Raises Rejected, or Unknown when the database failed."""
        return _receipt(await self._write(_publish, account, prepared))

    async def revise(self, account: Account, receipt: Receipt, prepared: Prepared) -> Receipt:
        """Changes the note and tells every server that may have it."""
        fields = await self._fields(prepared)
        return _receipt(await self._write(revise_note, uri=receipt.remote_id, content=fields))

    async def remove(self, account: Account, receipt: Receipt, key: str) -> None:
        """Leaves a tombstone and tells every server that may have the note."""
        await self._write(remove_note, uri=receipt.remote_id)

    async def find(self, account: Account, key: str) -> Receipt | None:
        """The note under `key`; None is certain, since it is either committed or not."""
        note = await self._write(_find, key)
        return _receipt(note) if note is not None else None

    async def collect(self, account: Account, cursor: str) -> Batch:
        """What other servers said to the voice after `cursor`: our own rows, so that nothing leaves here."""
        return await self._write(heard_by, account, cursor)

    async def greet(self, account: Account) -> str:
        """Whether the outside world finds the voice: WebFinger at our own public address, asked like any other server would.

        Raises Rejected without a public address or with another actor there, TryLater where nothing answers yet.
        """
        url, own = await self._do(_discovery, account)
        answer = await ask(self._http, "GET", url, headers={"Accept": JRD}, deadline=self.deadline)
        if own not in answer.body.decode(errors="replace"):
            raise Rejected(
                "Our public address answers, but it does not know this voice: it leads to another server."
            )
        return "Our public address answers, and other servers find the voice there."

    async def _fields(self, prepared: Prepared) -> dict[str, Any]:
        return dict(prepared.steps) or await self._do(_content, prepared.outgoing)

    async def _write(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            result: T = await self._do(do, *args, **kwargs)
            return result
        except Refused as refused:
            raise Rejected(str(refused)) from refused
        except DatabaseError as error:
            raise Unknown(f"The database did not say whether it kept the post: {error}") from error


def _discovery(account: Account) -> tuple[str, str]:
    """Where other servers look the voice up, and the id they must find there."""
    config: Config = settings.CONFIG
    if not config.federates:
        raise Rejected(
            "No public address is set, so nobody outside can find the voice. Set MANYVOICES_BASE_URL."
        )
    voice = Channel.objects.select_related("voice").get(pk=account.channel).voice
    resource = f"acct:{voice.handle}@{host()}"
    return f"{config.public_url}/.well-known/webfinger?resource={resource}", actor_uri(voice)


def _publish(account: Account, prepared: Prepared) -> Note:
    outgoing = prepared.outgoing
    if outgoing.world != World.LIVE:
        raise Refused("Only live posts leave on the native network; drills and demos use the sandbox.")
    return publish_note(
        channel=Channel.objects.select_related("voice").get(pk=account.channel),
        delivery_key=outgoing.key,
        content=dict(prepared.steps) or _content(outgoing),
        kind=outgoing.kind,
        world=outgoing.world,
        parent_uri=outgoing.parent.remote_id if outgoing.parent else "",
        page=outgoing.page,
        audience=outgoing.audience,
        mentions=outgoing.mentions,
    )


def _content(outgoing: Outgoing) -> dict[str, Any]:
    return content(
        text=outgoing.text,
        content_warning=outgoing.content_warning,
        language=outgoing.language,
        pictures=[_attached(media) for media in outgoing.media],
        form=outgoing.form,
        title=outgoing.title,
        cover=_attached(outgoing.cover) if outgoing.cover else None,
    )


def _attached(media: Media) -> dict[str, Any]:
    film = {
        "duration_ms": media.duration_ms,
        "poster": media.poster,
        "subtitles": [{"language": language, "url": url} for language, url in media.subtitles],
    }
    return {
        "url": media.url,
        "mediaType": media.mime,
        "name": media.alt,
        "width": media.width,
        "height": media.height,
        **(film if media.duration_ms else {}),
    }


def _find(key: str) -> Note | None:
    return Note.objects.filter(delivery_key=key).first()


def _receipt(note: Note) -> Receipt:
    return Receipt(note.uri, note.url)
