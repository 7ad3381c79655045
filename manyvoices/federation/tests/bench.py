"""Our own server as the contract's checks see it: its faults are those of the database."""

import asyncio
import re
from collections.abc import Callable
from html import unescape
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError

from manyvoices.federation.adapter import Native, make
from manyvoices.federation.models import Note
from manyvoices.federation.tests.heard import applied
from manyvoices.federation.tests.neighbours import here, native, tools, with_key
from manyvoices.federation.tests.strangers import Stranger
from manyvoices.networks.contract import Account
from manyvoices.networks.tests.contract_suite import Arrived
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice

P = ParamSpec("P")
T = TypeVar("T")
FAULTS = frozenset({"error-before", "error-after"})
LENA = Stranger()
_TAGS = re.compile("<[^>]+>")


class NativeBench:
    """Calls with an account that asks for a fault meet a database that fails before or after it committed."""

    def __init__(self, voice: Voice) -> None:
        self._channel = native(with_key(voice))
        self.adapter: Native = make(tools(db=self._db))
        LENA.met()

    def account(self, fault: str = "accept", **options: Any) -> Account:
        """The voice's native channel."""
        return Account(
            self._channel.pk,
            self._channel.voice_id,
            self._channel.address,
            options={"fault": fault, **options},
        )

    def accepted(self, key: str) -> int:
        """How many notes there are under the key."""
        return _apart(lambda: Note.objects.filter(delivery_key=key).count())

    def arrived(self, key: str) -> Arrived:
        """The note as a reader gets it."""
        note = _apart(lambda: Note.objects.get(delivery_key=key))
        return Arrived(
            text=unescape(_TAGS.sub("", note.html)),
            language=note.language,
            content_warning=note.content_warning,
            alts=tuple(one["name"] for one in note.attachments),
            parent=note.in_reply_to_uri,
        )

    def hears(self, text: str, **given: Any) -> str:
        """Lena of another server says something to the voice, as its inbox takes it in."""
        to = given.get("to") or actor_uri(self._channel.voice)
        said = LENA.reply(
            to, f"<p>{text}</p>", tag=[{"type": "Mention", "href": actor_uri(self._channel.voice)}]
        )
        _apart(lambda: applied(said))
        return str(said["object"]["id"])

    def hears_edit(self, remote_id: str, text: str) -> None:
        """Lena edits it."""
        _apart(lambda: applied(LENA.says("Update", LENA.note(f"<p>{text}</p>", id=remote_id))))

    def hears_end(self, remote_id: str) -> None:
        """Lena takes it back."""
        _apart(lambda: applied(LENA.says("Delete", remote_id)))

    async def _db(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        fault = next((one.options["fault"] for one in args if isinstance(one, Account)), "accept")
        if fault == "error-before":
            raise OperationalError("the database went away")
        done = await here(do, *args, **kwargs)
        if fault == "error-after":
            raise OperationalError("the database went away after it had committed")
        return done


def _apart(ask: Callable[[], T]) -> T:
    """The answer of our database, asked in the midst of a check: see `here`."""
    loop = asyncio.get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return ask()
    finally:
        asyncio._set_running_loop(loop)
