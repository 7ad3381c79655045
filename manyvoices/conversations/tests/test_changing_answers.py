from datetime import timedelta

import pytest

from manyvoices.conversations.actions.answer_conversation import answer_conversation
from manyvoices.conversations.actions.change_answer import change_answer
from manyvoices.conversations.actions.remove_answer import remove_answer
from manyvoices.conversations.models import Message, MessageVersion, ReplyDraft
from manyvoices.conversations.tests.asked import asked, opened
from manyvoices.conversations.work.answers import settle_answers
from manyvoices.core.refusals import Conflict, Invalid, NotThere
from manyvoices.publishing.tests.stage import Stage
from tests.cast import Cast


@pytest.fixture
def answer(cast: Cast) -> Message:
    """Cleo's, for those named alone, on its way."""
    opened(cast.brand_voice, cast.cleo, may_publish=False)
    talk = asked(cast)
    return answer_conversation(
        actor=cast.cleo,
        conversation=talk,
        voice=cast.brand_voice,
        text="At eight.",
        seen_version=talk.version,
        audience="direct",
        undo=timedelta(),
    )


def test_an_answer_is_put_right_for_the_same_people(cast: Cast, stage: Stage, answer: Message) -> None:
    stage.work()
    settle_answers()
    changed = change_answer(actor=cast.cleo, message=answer, text="At nine.", version=1)
    assert (changed.text, changed.edited_at is not None) == ("At nine.", True)
    assert MessageVersion.objects.get().text == "At eight."
    stage.work()
    assert list(stage.network.posts.values()) == ["At nine."]
    for version, text, error in ((1, "At ten.", Conflict), (2, "At {time}.", Invalid)):
        with pytest.raises(error):
            change_answer(actor=cast.cleo, message=answer, text=text, version=version)
    with pytest.raises(NotThere):
        change_answer(actor=cast.eve, message=answer, text="At ten.", version=2)


def test_an_answer_that_has_left_is_taken_back_everywhere(cast: Cast, stage: Stage, answer: Message) -> None:
    stage.work()
    settle_answers()
    removed = remove_answer(actor=cast.cleo, message=answer)
    assert (removed.text, removed.deleted_at is not None, removed.sent_at is not None) == ("", True, True)
    stage.work()
    assert not stage.network.posts
    assert not ReplyDraft.objects.exists()
    with pytest.raises(Conflict):
        remove_answer(actor=cast.cleo, message=answer)


def test_one_that_has_not_left_waits_as_a_draft(cast: Cast, stage: Stage, answer: Message) -> None:
    remove_answer(actor=cast.cleo, message=answer)
    stage.work()
    assert not stage.network.published
    assert ReplyDraft.objects.get().text == "At eight."
