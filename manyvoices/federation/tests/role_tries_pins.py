"""How docs/roles.md is tried: pinning a post of a shared voice, and of one's own."""

from collections.abc import Callable

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.federation.actions.pin_note import pin_note
from manyvoices.federation.actions.unpin_note import unpin_note
from manyvoices.federation.models import Note
from manyvoices.voices.models import Voice
from manyvoices.voices.tests.role_tries import _own, _shared
from tests.roles import Try


def _note(of: Voice) -> Note:
    pk = new_id()
    uri = f"https://voices.example/notes/{pk}"
    return Note.objects.create(pk=pk, uri=uri, voice=of, delivery_key=str(pk), published_at=clock.now())


def _pinned(act: Callable[..., object]) -> Try:
    return Try(
        lambda me, cast: act(actor=me, note=_note(_shared(cast))),
        lambda me, cast: act(actor=me, note=_note(_own(me, cast))),
    )


TRIES = {"pin_note": _pinned(pin_note), "unpin_note": _pinned(unpin_note)}
