"""A conversation as its address names it, also after it became part of another one."""

from manyvoices.conversations.models import Conversation, Message
from manyvoices.conversations.queries.visible import conversation_in_view
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person

# Nobody merges deeper than this by hand.
DEEPEST = 50


def place_of(conversation_id: int) -> int:
    """The number of the conversation it is part of by now, or its own."""
    place = conversation_id
    for _step in range(DEEPEST):
        into = Conversation.objects.filter(pk=place).values_list("merged_into_id", flat=True).first()
        if into is None:
            break
        place = into
    return place


def opened(person: Person, conversation_id: int) -> Conversation:
    """The conversation this person sees under that number, or the one it became part of. Raises NotThere."""
    return conversation_in_view(person, place_of(conversation_id))


def answer_of(person: Person, conversation_id: int, message_id: int) -> Message:
    """An answer of ours in a conversation that this person sees. Raises NotThere."""
    one = opened(person, conversation_id)
    rows = Message.objects.select_related("conversation", "post", "post__voice")
    found = rows.filter(conversation=one, pk=message_id, post__isnull=False).first()
    if found is None:
        raise NotThere
    return found
