"""How docs/roles.md is tried: looking after a voice. `own` is one's own voice, or one that was handed to oneself."""

from collections.abc import Callable
from functools import partial

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.voices.actions.change_profile import change_profile
from manyvoices.voices.actions.end_hand_over import end_hand_over
from manyvoices.voices.actions.hand_over_voice import hand_over_voice
from manyvoices.voices.actions.hide_voice import hide_voice
from manyvoices.voices.actions.mute_voice import mute_voice
from manyvoices.voices.actions.show_voice import show_voice
from manyvoices.voices.actions.unmute_voice import unmute_voice
from manyvoices.voices.models import HandOver, Voice
from manyvoices.voices.profile import Profile
from manyvoices.voices.tests.role_tries import _own, _shared
from tests.cast import Cast
from tests.roles import Try


def _cared(act: Callable[..., object]) -> Try:
    """Tried on a shared voice of the unit, and on one's own."""
    return Try(
        lambda me, cast: act(actor=me, voice=_shared(cast)),
        lambda me, cast: act(actor=me, voice=_own(me, cast)),
    )


def _handed(voice: Voice, to: Person, by: Person) -> HandOver:
    return HandOver.objects.create(voice=voice, to=to, handed_by=by, since=clock.now())


def _hand_on(me: Person, cast: Cast, voice: Voice) -> object:
    return hand_over_voice(actor=me, voice=voice, to=cast.dan)


TRIES = {
    "change_profile": _cared(partial(change_profile, profile=Profile(), header=None)),
    "hide_voice": _cared(hide_voice),
    "show_voice": _cared(show_voice),
    "mute_voice": _cared(partial(mute_voice, hours=8)),
    "unmute_voice": _cared(unmute_voice),
    "hand_over_voice": Try(
        lambda me, cast: _hand_on(me, cast, _shared(cast)),
        lambda me, cast: _hand_on(me, cast, _own(me, cast)),
    ),
    "end_hand_over": Try(
        lambda me, cast: end_hand_over(actor=me, hand_over=_handed(_shared(cast), cast.dan, cast.ada)),
        lambda me, cast: end_hand_over(actor=me, hand_over=_handed(_shared(cast), me, cast.ada)),
    ),
}
