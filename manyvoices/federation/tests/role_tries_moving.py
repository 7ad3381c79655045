"""How docs/roles.md is tried: leaving with a voice."""

from manyvoices.core import clock
from manyvoices.federation.actions.ask_move import ask_move
from manyvoices.federation.actions.cancel_move import cancel_move
from manyvoices.federation.actions.confirm_move import confirm_move
from manyvoices.federation.actions.export_voice import export_voice
from manyvoices.federation.models import Move
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice, VoiceKind
from tests.cast import Cast, voice
from tests.roles import Try


def _own(me: Person, cast: Cast) -> Voice:
    return voice("gil", "Gil", kind=VoiceKind.PERSON, person=me, unit=cast.operations, brand=cast.brand)


def _shared(cast: Cast) -> Voice:
    return voice("ops", "Operations", kind=VoiceKind.DEPARTMENT, unit=cast.operations, brand=cast.brand)


def _checked(of: Voice, by: Person) -> Move:
    now = clock.now()
    return Move.objects.create(
        voice=of, target="@gil@far.example", target_uri="x", asked_by=by, asked_at=now, checked_at=now
    )


TRIES = {
    "ask_move": Try(
        lambda me, cast: ask_move(actor=me, voice=_shared(cast), target="@ops@far.example"),
        lambda me, cast: ask_move(actor=me, voice=_own(me, cast), target="@gil@far.example"),
    ),
    "confirm_move": Try(
        lambda me, cast: confirm_move(actor=me, move=_checked(cast.bo_voice, cast.bo)),
        lambda me, cast: confirm_move(actor=me, move=_checked(_own(me, cast), me)),
    ),
    "cancel_move": Try(
        lambda me, cast: cancel_move(actor=me, move=_checked(cast.bo_voice, cast.bo)),
        lambda me, cast: cancel_move(actor=me, move=_checked(_own(me, cast), me)),
    ),
    "export_voice": Try(
        lambda me, cast: export_voice(actor=me, voice=_shared(cast)),
        lambda me, cast: export_voice(actor=me, voice=_own(me, cast)),
    ),
}
