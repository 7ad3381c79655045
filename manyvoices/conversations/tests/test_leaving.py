"""One of our own leaves or is erased: nothing is without an owner, and what was private goes."""

from manyvoices.conversations.actions.comment_conversation import comment_conversation
from manyvoices.conversations.actions.erase_conversations import erase_conversations
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.models import Assignment, Comment, Conversation, Event, Message
from manyvoices.conversations.tests.talks import talk
from manyvoices.conversations.work.leavers import release_of_leavers
from manyvoices.people.models import Person
from tests.cast import Cast


def test_what_somebody_had_waits_in_the_queue_when_they_left(cast: Cast) -> None:
    one = take_conversation(actor=cast.cleo, conversation=talk(cast.operations))
    release_of_leavers()
    assert Assignment.objects.get(ended_at=None).person == cast.cleo
    Person.objects.filter(pk=cast.cleo.pk).update(is_active=False)
    for _again in range(2):
        release_of_leavers()
    standing = Assignment.objects.get(ended_at=None)
    assert (standing.person, standing.unit) == (None, cast.operations)
    assert standing.due_at is not None
    one.refresh_from_db()
    assert (one.assigned_to, one.due_at is not None) == (None, True)
    assert Event.objects.filter(verb="released").count() == 1


def test_erasing_one_of_ours_takes_what_was_private_and_leaves_the_organisations(cast: Cast) -> None:
    private, ours = talk(cast.operations, owner=cast.bo), talk(cast.operations)
    comment_conversation(actor=cast.cleo, conversation=ours, text="Bo knows more")
    for _again in range(2):
        erase_conversations(person=cast.bo, known_as={"Bo"}, instead="Erased person")
    assert Message.objects.get(conversation=private).text == ""
    assert Conversation.objects.get(pk=private.pk).preview == ""
    assert Message.objects.get(conversation=ours).text != ""
    assert Comment.objects.get().text == "Erased person knows more"
