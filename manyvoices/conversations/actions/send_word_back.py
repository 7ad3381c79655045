"""One of those who complained is told what changed: in their conversation, for their eyes, through the one outbox."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.answer_conversation import answer_conversation
from manyvoices.conversations.cause_checks import held_cause
from manyvoices.conversations.holding import held_of_organisation
from manyvoices.conversations.models import Cause, CauseState, Conversation, WordBack
from manyvoices.conversations.queries.words_back import WHY_NOT, one_to_reach
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.people.models import Person
from manyvoices.publishing.models import Audience


@transaction.atomic
def send_word_back(
    *, actor: Person, cause: Cause, conversation: Conversation, seen_version: int, word: str
) -> WordBack:
    """That they were told, once a cause and contact: pressed twice, nothing more is sent.

    `word` are the words that the actor saw, `seen_version` the conversation's version: if either changed since, nothing
    leaves (Conflict). Refused for who opted out, whose channel is gone or who deleted what they said; NotThere for what
    one does not see; Invalid until it says what was changed.
    """
    fresh = held_cause(actor, cause)
    if fresh.state != CauseState.CHANGED or not fresh.word:
        raise Invalid(text=_("First say what was changed and write the words. Then they can be told."))
    if word != fresh.word:
        raise Conflict(_("A colleague changed these words meanwhile. Read them, then press again."))
    talk = held_of_organisation(actor, conversation)
    reached = one_to_reach(fresh, talk.pk)
    if reached is None:
        raise NotThere
    if reached.told is not None:
        return WordBack.objects.get(pk=reached.told)
    if reached.why_not:
        raise Refused(str(WHY_NOT[reached.why_not]))
    if reached.conversation.voice is None:
        raise NotThere
    message = answer_conversation(
        actor=actor,
        conversation=reached.conversation,
        voice=reached.conversation.voice,
        text=fresh.word,
        seen_version=seen_version,
        audience=Audience.DIRECT,
    )
    audit.record(actor=actor, verb="send_word_back", target=fresh, conversation=talk.pk)
    return WordBack.objects.create(cause=fresh, conversation=talk, message=message, by=actor, at=clock.now())
