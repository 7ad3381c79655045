"""How docs/roles.md is tried: answering."""

from datetime import timedelta

from manyvoices.conversations.actions.answer_conversation import answer_conversation
from manyvoices.conversations.actions.change_answer import change_answer
from manyvoices.conversations.actions.change_saved_reply import change_saved_reply
from manyvoices.conversations.actions.end_saved_reply import end_saved_reply
from manyvoices.conversations.actions.make_saved_reply import make_saved_reply
from manyvoices.conversations.actions.remove_answer import remove_answer
from manyvoices.conversations.actions.save_reply_draft import save_reply_draft
from manyvoices.conversations.actions.see_conversation import see_conversation
from manyvoices.conversations.actions.take_answer_back import take_answer_back
from manyvoices.conversations.models import Conversation, Message, SavedReply
from manyvoices.conversations.tests.asked import asked, opened
from manyvoices.core import clock
from manyvoices.people.models import Person, RoleName
from manyvoices.publishing.tests.role_tries import _own
from tests.cast import Cast, role
from tests.roles import Try


def _theirs(me: Person, cast: Cast) -> Conversation:
    """One of operations, at a voice that is open to the actor."""
    opened(cast.brand_voice, me)
    return asked(cast)


def _mine(me: Person, cast: Cast) -> Conversation:
    """One that reached the actor's own voice."""
    return asked(cast, voice=_own(me, cast), owner=me)


def _answer(me: Person, talk: Conversation) -> object:
    assert talk.voice is not None
    return answer_conversation(
        actor=me, conversation=talk, voice=talk.voice, text="At eight.", seen_version=talk.version
    )


def _answered(me: Person, talk: Conversation) -> Message:
    """Answered, theirs by a colleague."""
    by = me
    if not talk.owner_id:
        by = Person.objects.get(name="Dan")
        role(by, RoleName.RESPONDER, talk.unit)
        assert talk.voice is not None
        opened(talk.voice, by)
    assert talk.voice is not None
    return answer_conversation(
        actor=by,
        conversation=talk,
        voice=talk.voice,
        text="At eight.",
        seen_version=talk.version,
        undo=timedelta(seconds=30),
    )


def _change(me: Person, message: Message) -> object:
    return change_answer(actor=me, message=message, text="At nine.", version=1)


def _saved(me: Person, cast: Cast, *, own: bool) -> SavedReply:
    return SavedReply.objects.create(
        unit=None if own else cast.operations,
        person=me if own else None,
        title="Bus",
        text="At eight.",
        made_by=cast.ada,
        made_at=clock.now(),
    )


def _draft(me: Person, talk: Conversation) -> object:
    return save_reply_draft(actor=me, conversation=talk, text="At", seen_version=talk.version)


TRIES = {
    "answer_conversation": Try(
        lambda me, cast: _answer(me, _theirs(me, cast)), lambda me, cast: _answer(me, _mine(me, cast))
    ),
    "take_answer_back": Try(
        lambda me, cast: take_answer_back(actor=me, message=_answered(me, _theirs(me, cast))),
        lambda me, cast: take_answer_back(actor=me, message=_answered(me, _mine(me, cast))),
    ),
    "change_answer": Try(
        lambda me, cast: _change(me, _answered(me, _theirs(me, cast))),
        lambda me, cast: _change(me, _answered(me, _mine(me, cast))),
    ),
    "remove_answer": Try(
        lambda me, cast: remove_answer(actor=me, message=_answered(me, _theirs(me, cast))),
        lambda me, cast: remove_answer(actor=me, message=_answered(me, _mine(me, cast))),
    ),
    "save_reply_draft": Try(
        lambda me, cast: _draft(me, _theirs(me, cast)), lambda me, cast: _draft(me, _mine(me, cast))
    ),
    "see_conversation": Try(
        lambda me, cast: see_conversation(actor=me, conversation=asked(cast)),
        lambda me, cast: see_conversation(actor=me, conversation=_mine(me, cast)),
    ),
    "make_saved_reply": Try(
        lambda me, cast: make_saved_reply(actor=me, title="Bus", text="At eight.", unit=cast.operations),
        lambda me, cast: make_saved_reply(actor=me, title="Bus", text="At eight."),
    ),
    "change_saved_reply": Try(
        lambda me, cast: change_saved_reply(
            actor=me, reply=_saved(me, cast, own=False), title="Bus", text="At nine."
        ),
        lambda me, cast: change_saved_reply(
            actor=me, reply=_saved(me, cast, own=True), title="Bus", text="At nine."
        ),
    ),
    "end_saved_reply": Try(
        lambda me, cast: end_saved_reply(actor=me, reply=_saved(me, cast, own=False)),
        lambda me, cast: end_saved_reply(actor=me, reply=_saved(me, cast, own=True)),
    ),
}
