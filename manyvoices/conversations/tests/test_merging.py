"""Two conversations made one and parted again: messages, promises, versions."""

import pytest

from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.actions.merge_conversations import merge_conversations
from manyvoices.conversations.actions.part_conversations import part_conversations
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.models import Assignment, Message, ReplyDue
from manyvoices.conversations.tests.talks import ago, contact, says, talk
from manyvoices.core.refusals import Conflict, Invalid, NotThere
from tests.cast import Cast


def test_merging_keeps_the_earlier_time_and_raises_the_version(cast: Cast) -> None:
    lena = contact()
    kept = talk(cast.operations, contact=lena)
    gone = talk(cast.operations, contact=lena, at=ago(30), said="Hello?")
    take_conversation(actor=cast.cleo, conversation=gone)
    earlier, version = gone.due_at, kept.version
    for _again in range(2):
        kept = merge_conversations(actor=cast.cleo, kept=kept, gone=gone)
    assert (kept.due_at, kept.version, kept.messages_count) == (earlier, version + 1, 2)
    assert ReplyDue.objects.get(ended_at=None).conversation == kept
    assert Assignment.objects.get(ended_at=None).conversation == kept
    with pytest.raises(Conflict):
        take_conversation(actor=cast.cleo, conversation=gone)


def test_parting_brings_back_what_was_its_own(cast: Cast) -> None:
    lena = contact()
    kept = talk(cast.operations, contact=lena, at=ago(10))
    gone = talk(cast.operations, contact=lena, at=ago(30), said="Hello?")
    take_conversation(actor=cast.cleo, conversation=gone)
    due = gone.due_at
    merge_conversations(actor=cast.cleo, kept=kept, gone=gone)
    says(kept, "since then")
    for _again in range(2):
        gone = part_conversations(actor=cast.cleo, gone=gone)
    assert [row.text for row in Message.objects.filter(conversation=gone)] == ["Hello?"]
    assert Message.objects.filter(conversation=kept).count() == 2
    assert (gone.due_at, gone.assigned_to, gone.messages_count) == (due, cast.cleo, 1)
    assert ReplyDue.objects.filter(ended_at=None).count() == 2
    with pytest.raises(NotThere):
        part_conversations(actor=cast.eve, gone=gone)


def test_an_answer_since_the_merging_was_an_answer_to_both(cast: Cast) -> None:
    lena = contact()
    kept, gone = talk(cast.operations, contact=lena), talk(cast.operations, contact=lena)
    merge_conversations(actor=cast.cleo, kept=kept, gone=gone)
    answer = says(kept, "A bus comes at 8.", direction="out", by=cast.cleo)
    Message.objects.filter(pk=answer.pk).update(sent_at=answer.said_at)
    gone = part_conversations(actor=cast.cleo, gone=gone)
    assert ReplyDue.objects.get(conversation=gone, ended_at=None).phase == "answered"
    assert gone.due_at is None


def test_what_does_not_belong_together_is_not_merged(cast: Cast) -> None:
    kept, other = talk(cast.operations), talk(cast.operations)
    with pytest.raises(Invalid):
        merge_conversations(actor=cast.cleo, kept=kept, gone=other)
    with pytest.raises(Invalid):
        merge_conversations(actor=cast.cleo, kept=kept, gone=kept)
    with pytest.raises(NotThere):
        merge_conversations(actor=cast.cleo, kept=kept, gone=talk(cast.operations, owner=cast.bo))
    merge_conversations(actor=cast.cleo, kept=kept, gone=other, is_sure=True)
    third = talk(cast.operations, contact=kept.contact)
    close_conversation(actor=cast.cleo, conversation=third, outcome="solved")
    with pytest.raises(Conflict):
        merge_conversations(actor=cast.cleo, kept=kept, gone=third)
