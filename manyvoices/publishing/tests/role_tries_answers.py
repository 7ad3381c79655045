"""How docs/roles.md is tried: answering somebody outside."""

from manyvoices.people.models import Person
from manyvoices.publishing.actions.answer_somebody import Answered, answer_somebody
from manyvoices.publishing.tests.role_tries import _own, _shared
from manyvoices.voices.models import Voice
from tests.roles import Try


def _answer(me: Person, voice: Voice) -> object:
    channel = voice.channels.select_related("voice").get()
    answered = Answered("https://far.example/notes/1")
    return answer_somebody(actor=me, channel=channel, text="At eight.", language="en", answered=answered)


TRIES = {
    "answer_somebody": Try(
        lambda me, cast: _answer(me, _shared(cast)), lambda me, cast: _answer(me, _own(me, cast))
    )
}
