"""What somebody needs to answer a conversation: voices, the first words, their draft, saved replies, what is new."""

from django.db.models import Case, Q, QuerySet, When

from manyvoices.conversations.answering import channels_on, last_of_theirs, mentioned, news_since
from manyvoices.conversations.models import Conversation, Message, ReplyDraft, SavedReply
from manyvoices.conversations.naming import audience_for, begun
from manyvoices.conversations.saved_replies import fill
from manyvoices.people.models import Person, Unit
from manyvoices.people.units import path_to
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import open_speaking_rows
from manyvoices.voices.queries import speakable_voices

__all__ = [
    "audience_of_answer",
    "draft_of",
    "filled",
    "first_words",
    "news_since",
    "saved_replies_for",
    "saved_replies_of",
    "unseen_by",
    "voices_for",
]


def voices_for(person: Person, conversation: Conversation) -> "QuerySet[Voice]":
    """The voices as which this person may answer here: of a private conversation their own; the one it reached first."""
    shared = open_speaking_rows().filter(person=person, may_answer=True).values("voice")
    able = speakable_voices(person).filter(Q(person=person) | Q(pk__in=shared))
    able = able.filter(pk__in=channels_on(conversation.network).values("voice"))
    if conversation.owner_id is not None:
        able = able.filter(person=conversation.owner_id)
    reached = Q(pk=conversation.voice_id)
    return able.order_by(_first(reached), "name", "id")


def audience_of_answer(conversation: Conversation) -> str:
    """Who reads an answer where nobody chooses: as far as they asked."""
    answered = last_of_theirs(conversation)
    return audience_for(answered.visibility, None) if answered else "direct"


def first_words(conversation: Conversation) -> str:
    """What an empty answer begins with: who is answered, where people are named so."""
    answered = last_of_theirs(conversation)
    return begun(mentioned(answered.identity)) if answered and answered.identity else ""


def draft_of(person: Person, conversation: Conversation) -> ReplyDraft | None:
    """What the person wrote here and did not send."""
    return ReplyDraft.objects.filter(conversation=conversation, person=person).first()


def unseen_by(draft: ReplyDraft) -> list[Message]:
    """What was said since the draft's author looked."""
    return news_since(draft.conversation, draft.seen_version)


def saved_replies_for(person: Person, conversation: Conversation) -> "QuerySet[SavedReply]":
    """Their own and those of the unit and the units above it, what is used most first; those in the language before."""
    above = path_to(dict(Unit.objects.values_list("id", "parent_id")), conversation.unit_id)
    usable = SavedReply.objects.filter(Q(person=person) | Q(unit__in=above), ended_at=None)
    spoken = Q(language=conversation.language) | Q(language="")
    return usable.order_by(_first(spoken), "-uses", "title", "id")


def saved_replies_of(person: Person) -> "QuerySet[SavedReply]":
    """Their own."""
    return SavedReply.objects.filter(person=person, ended_at=None).order_by("title", "id")


def filled(reply: SavedReply, person: Person, conversation: Conversation, voice: Voice) -> str:
    """The words of a saved reply with what is known in its places; the rest stays in braces."""
    contact = conversation.contact
    values = {
        "contact": contact.name,
        "voice": voice.name,
        "name": person.name,
        "unit": conversation.unit.name,
    }
    return fill(reply.text, values)


def _first(wanted: Q) -> Case:
    """An order that puts these before the others."""
    return Case(When(wanted, then=0), default=1)
