"""Take an answer back that has left: its words go here, and wherever it was sent."""

from django.db import transaction

from manyvoices.conversations.finding import forget_words
from manyvoices.conversations.history import note
from manyvoices.conversations.models import Message
from manyvoices.conversations.permissions import may_answer
from manyvoices.conversations.settling import settle
from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.actions.remove_post import remove_post


def remove_answer(*, actor: Person, message: Message) -> Message:
    """The message without its words. One that had not left yet waits as a draft.

    That it was answered once stays true. Raises NotThere, Refused, or Conflict when it was taken back before.
    """
    may_answer(actor, message.conversation)
    if message.post is None:
        raise NotThere
    with transaction.atomic():
        remove_post(actor=actor, post=message.post)
        settle(message.pk)
        left = Message.objects.filter(pk=message.pk, deleted_at=None, sent_at__isnull=False)
        left.update(text="", deleted_at=clock.now())
        forget_words([message.pk])
        note(message.conversation, "answer_removed", actor, message=message.pk)
    message.refresh_from_db()
    return message
