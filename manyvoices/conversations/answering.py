"""What an answer is made of: which message it answers, on which channel, whom it names."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manyvoices.conversations.models import Conversation, Direction, Identity, Message
from manyvoices.conversations.naming import audience_for, named
from manyvoices.conversations.saved_replies import unfilled
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.networks.contract import Mentioned
from manyvoices.people.models import Person
from manyvoices.publishing.actions.answer_somebody import Answered
from manyvoices.publishing.models import Audience
from manyvoices.voices.models import Channel, ChannelState, Voice
from manyvoices.voices.permissions import may_answer_as


class Unseen(Conflict):
    """Something was said since: `news` are the messages that whoever answers has not seen, the oldest first.

    `version` is the conversation's now: an answer that carries it has seen them.
    """

    def __init__(self, conversation: Conversation, news: list[Message]) -> None:
        super().__init__(
            _(
                "Your answer was not sent: something was said since you opened this. Read it, then send your answer "
                "or change it. Your words are kept."
            )
        )
        self.version, self.news = conversation.version, news


def news_since(conversation: Conversation, seen_version: int) -> list[Message]:
    """What was said after `seen_version`, the oldest first; at least the last message where anything was."""
    if conversation.version <= seen_version:
        return []
    said = conversation.messages.filter(deleted_at=None).select_related("identity", "by").order_by("-id")
    return list(said[: conversation.version - seen_version])[::-1]


def may_speak_here(person: Person, conversation: Conversation, voice: Voice) -> None:
    """Passes who may answer as the voice. What reached a person's own voice is answered by it alone. Raises Refused."""
    may_answer_as(person, voice)
    if conversation.owner_id is not None and voice.person_id != conversation.owner_id:
        raise Refused(
            _(
                "This reached your own voice. Answer with it, or hand the conversation over to answer as another."
            )
        )


def channels_on(network: str) -> "QuerySet[Channel]":
    """The channels on which an answer can leave there."""
    return Channel.objects.filter(network=network, state=ChannelState.ACTIVE).select_related("voice")


def channel_of(voice: Voice, conversation: Conversation) -> Channel:
    """Where the voice answers this conversation. Raises Invalid."""
    found = channels_on(conversation.network).filter(voice=voice).order_by("id").first()
    if found is None:
        raise Invalid(
            voice=_(
                "This voice has no channel where this was said. Choose another voice, or answer there by hand."
            )
        )
    return found


def last_of_theirs(conversation: Conversation) -> Message | None:
    """The message that an answer answers: the last of theirs that was not deleted."""
    theirs = conversation.messages.filter(direction=Direction.IN, deleted_at=None, remote_id__isnull=False)
    return theirs.exclude(identity=None).select_related("identity").order_by("-said_at", "-id").first()


def answered_by(
    conversation: Conversation, message: Message | None, text: str, audience: str | None
) -> Answered:
    """What is answered, who reads it, whom it names. Raises Invalid where nothing is there to be answered."""
    if message is None or message.identity is None or not message.remote_id:
        raise Invalid(text=_("They deleted what they wrote, so there is nothing to answer any more."))
    if audience is not None and audience not in Audience.values:
        raise Invalid(audience=_("Choose who may read the answer."))
    chosen = audience_for(message.visibility, audience)
    others = Identity.objects.filter(messages__conversation=conversation, network=message.network).distinct()
    took_part = [mentioned(one) for one in others]
    return Answered(
        remote_id=message.remote_id,
        url=message.url,
        audience=chosen,
        mentions=named(mentioned(message.identity), took_part, text, chosen),
    )


def mentioned(identity: Identity) -> Mentioned:
    """Somebody outside as a network names them."""
    return Mentioned(identity.remote_id, identity.address)


def check_asked(conversation: Conversation) -> None:
    """Returns unless the contact opted out and did not write since our last word: then it would come unasked."""
    if conversation.contact.opted_out_at is None:
        return
    last = conversation.messages.filter(deleted_at=None).order_by("-id").first()
    if last is None or last.direction == Direction.OUT:
        raise Refused(
            _("They asked not to be written to unasked. You can answer when they write again, not before.")
        )


def check_filled(text: str) -> None:
    """Returns when no place of a saved reply is left open. Raises Invalid."""
    lacking = unfilled(text)
    if lacking:
        places = ", ".join(f"{{{name}}}" for name in lacking)
        raise Invalid(text=_("Fill in first what stands in braces: %(places)s.") % {"places": places})
