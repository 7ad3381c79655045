"""The four figures: what they count, of whom, and that nothing private is among them."""

from datetime import timedelta

import pytest

from manyvoices.conversations.models import Conversation, Phase, ReplyDue, Satisfaction
from manyvoices.conversations.queries.figures import Figures, Share, figures_for, waiting_in
from manyvoices.conversations.tests.talks import ago, says, talk
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from tests.cast import Cast


def figures(person: Person) -> Figures:
    return figures_for(rights(person), clock.now())


def rated(conversation: Conversation, answer: int | None, minutes: int) -> None:
    Satisfaction.objects.create(
        conversation=conversation,
        message=says(conversation, "Thank you!"),
        token_hash=str(new_id()),
        asked_at=ago(minutes),
        answer=answer,
        answered_at=ago(minutes) if answer else None,
    )


def promise(conversation: Conversation, **fields: object) -> None:
    ReplyDue.objects.filter(conversation=conversation).update(**fields)


def test_late_and_waiting_are_of_now(cast: Cast) -> None:
    talk(cast.operations, at=ago(90))
    talk(cast.operations)
    talk(cast.operations, kind="question", at=ago(60 * 24 * 3))
    talk(cast.operations, kind="spam")
    talk(cast.operations, owner=cast.cleo, at=ago(90))
    talk(cast.elsewhere, at=ago(90))
    assert (figures(cast.cleo).late, waiting_in(rights(cast.cleo))) == (1, 3)
    assert (figures(cast.ada).late, waiting_in(rights(cast.ada))) == (2, 4)
    assert (figures(cast.eve), waiting_in(rights(cast.eve))) == (Figures(0, None, None), 0)


def test_in_time_counts_what_is_overdue_against_us(cast: Cast) -> None:
    kept, missed, late, fresh, old, closed = (talk(cast.operations) for _one in range(6))
    answered = {"phase": Phase.ANSWERED, "stopped_at": clock.now()}
    promise(kept, **answered)
    promise(missed, **answered, missed=True)
    promise(late, answer_by=ago(1))
    promise(old, **answered, missed=True, started_at=clock.now() - timedelta(days=29))
    promise(closed, phase=Phase.CLOSED, ended_at=clock.now())
    assert fresh.due_at is not None
    share = figures(cast.cleo).answered_in_time
    assert share == Share(1, 3)
    assert share is not None
    assert share.percent == 33


def test_satisfied_is_the_newest_word_of_each(cast: Cast) -> None:
    one, other, silent = (talk(cast.operations) for _one in range(3))
    private = talk(cast.operations, owner=cast.bo)
    rated(one, 1, 30)
    rated(one, 3, 10)
    rated(other, 2, 10)
    rated(other, 3, 60 * 24 * 40)
    rated(silent, None, 10)
    rated(private, 1, 10)
    assert figures(cast.cleo).satisfied == Share(1, 2)
    assert figures(cast.ada).satisfied == Share(1, 2)


@pytest.mark.parametrize("many", [1, 4])
def test_they_cost_three_queries(cast: Cast, many: int, django_assert_num_queries: object) -> None:
    for _one in range(many):
        rated(talk(cast.operations), 3, 5)
    held = rights(cast.cleo)
    with django_assert_num_queries(3):  # type: ignore[operator]
        figures_for(held, clock.now())
