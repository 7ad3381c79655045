"""How docs/roles.md is tried: federation."""

from manyvoices.core import clock
from manyvoices.federation.actions.block_actor import block_actor
from manyvoices.federation.actions.block_domain import block_domain
from manyvoices.federation.actions.hide_reply import hide_reply
from manyvoices.federation.actions.report_reply import report_reply
from manyvoices.federation.actions.show_reply import show_reply
from manyvoices.federation.actions.unblock import unblock
from manyvoices.federation.models import Block, Note, Showing
from manyvoices.federation.tests.neighbours import say, stranger
from manyvoices.federation.tests.replies import answered
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice, VoiceKind
from tests.cast import Cast, voice
from tests.roles import Try


def _shared(cast: Cast) -> Voice:
    return voice("ops", "Operations", kind=VoiceKind.DEPARTMENT, unit=cast.operations, brand=cast.brand)


def _own(me: Person, cast: Cast) -> Voice:
    return voice("gil", "Gil", kind=VoiceKind.PERSON, person=me, unit=cast.operations, brand=cast.brand)


def _reply(to: Voice, showing: Showing = Showing.SHOWN) -> Note:
    return answered(say(to), showing=showing)


def _block(of: Voice, cast: Cast) -> Block:
    return Block.objects.create(
        voice=of, domain="evil.example", because="spam", placed_by=cast.ada, placed_at=clock.now()
    )


TRIES = {
    "hide_reply": Try(
        lambda me, cast: hide_reply(actor=me, reply=_reply(_shared(cast))),
        lambda me, cast: hide_reply(actor=me, reply=_reply(_own(me, cast))),
    ),
    "show_reply": Try(
        lambda me, cast: show_reply(actor=me, reply=_reply(_shared(cast), Showing.AWAITING)),
        lambda me, cast: show_reply(actor=me, reply=_reply(_own(me, cast), Showing.AWAITING)),
    ),
    "report_reply": Try(
        lambda me, cast: report_reply(actor=me, reply=_reply(_shared(cast)), because="hate"),
        lambda me, cast: report_reply(actor=me, reply=_reply(_own(me, cast)), because="hate"),
    ),
    "block_actor": Try(
        lambda me, cast: block_actor(actor=me, whom=stranger("x"), voice=_shared(cast), because="spam"),
        lambda me, cast: block_actor(actor=me, whom=stranger("x"), voice=_own(me, cast), because="spam"),
    ),
    "block_domain": Try(
        lambda me, cast: block_domain(actor=me, domain="evil.example", voice=_shared(cast), because="spam"),
        lambda me, cast: block_domain(actor=me, domain="evil.example", voice=_own(me, cast), because="spam"),
    ),
    "unblock": Try(
        lambda me, cast: unblock(actor=me, block=_block(_shared(cast), cast)),
        lambda me, cast: unblock(actor=me, block=_block(_own(me, cast), cast)),
    ),
}
