"""What the front page leads with: complaints late now, answered in time, satisfied; nobody's private ones among them."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyvoices.conversations.models import Conversation, ReplyDue, Satisfaction
from manyvoices.conversations.queries.figures import Share, figures_for
from manyvoices.conversations.tests.talks import talk
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.people.models import Unit
from manyvoices.people.queries import rights
from tests.cast import Cast


def rated(unit: Unit, *answers: int | None, days: int = 1, **fields: object) -> Conversation:
    """A conversation with these ratings, the last one the newest."""
    one = talk(unit, **fields)
    for number, answer in enumerate(answers):
        at = clock.now() - timedelta(days=days) + timedelta(minutes=number)
        message = (
            one.messages.get()
            if number == 0
            else one.messages.create(direction="out", network="native", said_at=at, stored_at=at)
        )
        Satisfaction.objects.create(
            conversation=one,
            message=message,
            token_hash=str(new_id()),
            asked_at=at,
            answer=answer,
            answered_at=at if answer else None,
        )
    return one


def promised(unit: Unit, *, minutes_ago: int = 0, **fields: object) -> Conversation:
    """A complaint whose promise stands so; `minutes_ago` it fell due."""
    one = talk(unit)
    at = clock.now() - timedelta(minutes=minutes_ago)
    ReplyDue.objects.filter(conversation=one).update(**fields)
    if minutes_ago:
        Conversation.objects.filter(pk=one.pk).update(due_at=at)
        ReplyDue.objects.filter(conversation=one).update(answer_by=at)
    return one


def test_without_anything_shares_are_unknown_and_not_zero(cast: Cast) -> None:
    found = figures_for(rights(cast.cleo), clock.now())
    assert (found.late, found.waiting, found.answered_in_time, found.satisfied) == (0, 0, None, None)


def test_late_and_waiting_count_complaints_of_ones_inboxes(cast: Cast) -> None:
    promised(cast.operations, minutes_ago=5)
    talk(cast.operations)
    talk(cast.operations, kind="praise")
    talk(cast.elsewhere)
    talk(cast.operations, owner=cast.bo)
    found = figures_for(rights(cast.cleo), clock.now())
    assert (found.late, found.waiting) == (1, 2)
    assert figures_for(rights(cast.ada), clock.now()).waiting == 3
    nobody = figures_for(rights(cast.bo), clock.now())
    assert (nobody.late, nobody.waiting) == (0, 0)


def test_answered_in_time_counts_what_is_late_now_against_us(cast: Cast) -> None:
    now = clock.now()
    kept = {"phase": "answered", "stopped_at": now - timedelta(days=2)}
    promised(cast.operations, **kept)
    promised(cast.operations, **kept, missed=True)
    promised(cast.operations, minutes_ago=5)
    promised(cast.operations, phase="answered", stopped_at=now - timedelta(days=29))
    promised(cast.operations)
    promised(cast.elsewhere, **kept)
    assert figures_for(rights(cast.cleo), now).answered_in_time == Share(1, 3)


def test_satisfied_counts_the_newest_word_of_each(cast: Cast) -> None:
    rated(cast.operations, 3)
    rated(cast.operations, 1, 3)
    rated(cast.operations, 3, 2)
    rated(cast.operations, None)
    rated(cast.operations, 3, days=30)
    rated(cast.elsewhere, 3)
    rated(cast.operations, 3, owner=cast.bo)
    found = figures_for(rights(cast.cleo), clock.now()).satisfied
    assert found == Share(2, 3)
    assert found.percent == 66


def test_the_number_of_queries_is_three_whatever_there_is(cast: Cast) -> None:
    held, counts = rights(cast.cleo), []
    for _more in range(2):
        with CaptureQueriesContext(connection) as asked:
            figures_for(held, clock.now())
        counts.append(len(asked))
        rated(cast.operations, 3)
    assert counts == [3, 3]
