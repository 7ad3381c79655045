"""One of our own people is erased: what was private to them goes, and their name in remarks."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Replace

from manyvoices.conversations.forgetting_words import forget_around, forget_messages, words_in
from manyvoices.conversations.models import Comment, Conversation, Looking, ReplyDraft, SavedReply
from manyvoices.core import clock
from manyvoices.people.models import Person


@transaction.atomic
def erase_conversations(*, person: Person, known_as: Collection[str], instead: str) -> None:
    """Empties what reached the person's own voices and was not handed over, their drafts and their own saved replies.

    What they answered and remarked for the organisation stays: its author has no name any more. A second time changes
    nothing.
    """
    private = list(Conversation.objects.filter(owner=person, forgotten_at=None).values_list("pk", flat=True))
    forget_messages(words_in(private, keeps_public_answers=False))
    forget_around(private)
    ReplyDraft.objects.filter(person=person).delete()
    Looking.objects.filter(person=person).delete()
    own = SavedReply.objects.filter(person=person)
    own.filter(ended_at=None).update(ended_at=clock.now())
    own.update(title="", text="")
    for name in sorted(known_as, key=len, reverse=True):
        named = Comment.objects.filter(text__contains=name)
        named.update(text=Replace(F("text"), Value(name), Value(instead)))
