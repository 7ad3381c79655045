"""Put an answer right, where it waits and everywhere it was sent."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.answering import check_filled
from manyvoices.conversations.finding import let_be_found
from manyvoices.conversations.history import note
from manyvoices.conversations.models import Message, MessageVersion
from manyvoices.conversations.models.message import LONGEST
from manyvoices.conversations.permissions import may_answer
from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.actions.edit_post import edit_post


def change_answer(*, actor: Person, message: Message, text: str, version: int) -> Message:
    """The answer with new words, read by the same people. `version` is that of its words that the actor saw.

    What it said before is kept. Raises NotThere for what is no answer of ours, Refused, Invalid, and Conflict when a
    colleague changed it since or it was taken back.
    """
    may_answer(actor, message.conversation)
    if message.post is None:
        raise NotThere
    check_filled(text)
    with transaction.atomic():
        if message.deleted_at is not None:
            raise Conflict(_("This answer was taken back, so there is nothing to change."))
        post = edit_post(actor=actor, post=message.post, version=version, text=text)
        now, words = clock.now(), post.variants.order_by("-version").values_list("text", flat=True)[0]
        MessageVersion.objects.create(message=message, text=message.text, until=now)
        Message.objects.filter(pk=message.pk).update(
            text=words[:LONGEST], is_cut=len(words) > LONGEST, edited_at=now
        )
        message.refresh_from_db()
        let_be_found([message])
        note(message.conversation, "answer_changed", actor, message=message.pk)
    return message
