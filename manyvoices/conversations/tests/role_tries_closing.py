"""How docs/roles.md is tried: causes, and the word back."""

from collections.abc import Callable

from manyvoices.conversations.actions.change_cause import About, change_cause
from manyvoices.conversations.actions.link_cause import link_cause
from manyvoices.conversations.actions.make_cause import make_cause
from manyvoices.conversations.actions.send_word_back import send_word_back
from manyvoices.conversations.actions.unlink_cause import unlink_cause
from manyvoices.conversations.actions.write_word_back import write_word_back
from manyvoices.conversations.models import Cause
from manyvoices.conversations.tests.asked import asked, opened
from manyvoices.conversations.tests.talks import talk
from manyvoices.core import clock
from manyvoices.people.models import Person
from tests.cast import Cast
from tests.roles import Try

WORD = "The 8:12 waits for the bus now."


def _cause(cast: Cast, owner: Person | None = None) -> Cause:
    now = clock.now()
    return Cause.objects.create(
        unit=cast.operations,
        name="Missed connections",
        owner=owner,
        made_by=cast.ada,
        made_at=now,
        state="changed",
        change="The 8:12 waits.",
        changed_at=now,
        word=WORD,
    )


def _either(doing: Callable[[Person, Cause], object]) -> Try:
    """A cause of the unit, and one the actor was asked to see to."""
    return Try(lambda me, cast: doing(me, _cause(cast)), lambda me, cast: doing(me, _cause(cast, me)))


def _send(me: Person, cast: Cast) -> object:
    opened(cast.brand_voice, me)
    cause, one = _cause(cast), asked(cast)
    cause.conversations.add(one)
    return send_word_back(actor=me, cause=cause, conversation=one, seen_version=one.version, word=WORD)


TRIES = {
    "make_cause": Try(lambda me, cast: make_cause(actor=me, unit=cast.operations, name="Missed connections")),
    "change_cause": _either(
        lambda me, cause: change_cause(actor=me, cause=cause, about=About("Too few seats", None, "changing"))
    ),
    "link_cause": Try(
        lambda me, cast: link_cause(actor=me, cause=_cause(cast), conversation=talk(cast.operations))
    ),
    "unlink_cause": Try(
        lambda me, cast: unlink_cause(actor=me, cause=_cause(cast), conversation=talk(cast.operations))
    ),
    "write_word_back": _either(
        lambda me, cause: write_word_back(actor=me, cause=cause, text="It waits now.")
    ),
    "send_word_back": Try(_send),
}
