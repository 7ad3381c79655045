"""The inbox: what each view holds, in which order, page by page, in a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyvoices.conversations.actions.assign_conversation import assign_conversation
from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.actions.comment_conversation import comment_conversation
from manyvoices.conversations.actions.hand_over_conversation import hand_over_conversation
from manyvoices.conversations.actions.label_conversation import label_conversation
from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.actions.snooze_conversation import snooze_conversation
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.actions.wait_for_contact import wait_for_contact
from manyvoices.conversations.models import Conversation
from manyvoices.conversations.queries.contacts import history_of
from manyvoices.conversations.queries.conversation import shown_to
from manyvoices.conversations.queries.inbox import Wanted, counts, page_of
from manyvoices.conversations.queries.scope import scope_of
from manyvoices.conversations.queries.visible import inbox_of
from manyvoices.conversations.tests.talks import ago, contact, says, talk
from manyvoices.conversations.work.indexing import index_messages
from manyvoices.core import clock
from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.people.models import Grant, Person, Right
from tests.cast import Cast


def seen(person: Person, **wanted: object) -> list[int]:
    return [row.pk for row in page_of(person, Wanted(**wanted)).rows]  # type: ignore[arg-type]


def test_each_view_holds_what_it_says(cast: Cast) -> None:
    late, fresh = talk(cast.operations, at=ago(90)), talk(cast.operations)
    mine, snoozed, waiting, spam, closed = (talk(cast.operations) for _one in range(5))
    talk(cast.operations, owner=cast.bo)
    take_conversation(actor=cast.cleo, conversation=mine)
    snooze_conversation(actor=cast.cleo, conversation=snoozed)
    wait_for_contact(actor=cast.cleo, conversation=waiting)
    Conversation.objects.filter(pk=spam.pk).update(kind="spam", due_at=None)
    close_conversation(actor=cast.cleo, conversation=closed, outcome="solved")
    for colleague in (cast.cleo, cast.ada):
        assert seen(colleague) == [late.pk, fresh.pk, mine.pk]
        assert seen(colleague, view="late") == [late.pk]
        assert seen(colleague, view="snoozed") == [snoozed.pk]
        assert seen(colleague, view="waiting") == [waiting.pk]
        assert seen(colleague, view="spam") == [spam.pk]
        assert len(seen(colleague, view="all")) == 7
        assert counts(colleague)["all"] == 7
    assert seen(cast.cleo, view="mine") == [mine.pk]
    assert (counts(cast.bo)["own"], counts(cast.bo)["all"], counts(cast.eve)["all"]) == (1, 0, 0)
    with pytest.raises(Invalid):
        seen(cast.cleo, view="mood")


def test_pages_go_on_where_the_last_ended_and_name_each_once(cast: Cast) -> None:
    for minute in range(45):
        talk(cast.operations, at=ago(minute))
    for minute in range(45):
        talk(cast.operations, kind="spam", at=ago(minute))
    top = talk(cast.operations, at=ago(200))
    Conversation.objects.filter(pk=top.pk).update(on_top_because="answer_failed")
    Conversation.objects.update(kind="other")
    first = page_of(cast.cleo, Wanted(view="all"))
    second = page_of(cast.cleo, Wanted(view="all", after=first.after))
    rows = [*first.rows, *second.rows]
    assert rows[0].pk == top.pk
    assert (len(first.rows), len({row.pk for row in rows}), second.after) == (50, 91, "")
    dues = [row.due_at for row in rows[1:46]]
    assert dues == sorted(dues, key=str)
    newest = [row.last_at for row in rows[46:]]
    assert newest == sorted(newest, reverse=True)
    for wrong in ("9.1.1", "x", "1.1", "1.99999999999999999999.1", "1.9999999999999999999.1"):
        with pytest.raises(Invalid):
            page_of(cast.cleo, Wanted(after=wrong))


def test_filters_narrow_and_cost_no_query_a_row(cast: Cast) -> None:
    label = make_label(actor=cast.ada, unit=cast.root, name="Delay")
    one = talk(cast.operations, contact=contact("Omar T."), kind="question", language="de", said="Refund?")
    label_conversation(actor=cast.cleo, conversation=one, label=label)
    talk(cast.operations)
    index_messages()

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            for row in page_of(cast.cleo, Wanted()).rows:
                assert [row.contact.name, row.unit.name, [it.label.name for it in row.labelled.all()]]
        return len(found)

    before = queries()
    for _more in range(10):
        label_conversation(actor=cast.cleo, conversation=talk(cast.operations), label=label)
    assert queries() == before <= 11
    for narrow in ({"kind": "question"}, {"language": "de"}, {"text": "omar refund"}, {"text": "omart@"}):
        assert seen(cast.cleo, **narrow) == [one.pk]
    assert len(seen(cast.cleo, label=label.pk)) == 11
    assert seen(cast.cleo, unit=cast.elsewhere.pk) == []


def test_the_scope_is_that_of_the_pages(cast: Cast) -> None:
    given = talk(cast.elsewhere)
    Grant.objects.create(
        person=cast.cleo,
        right=Right.ANSWER,
        unit=cast.elsewhere,
        reason="c",
        given_by=cast.ada,
        given_at=clock.now(),
    )
    assign_conversation(actor=cast.ada, conversation=given, person=cast.cleo)
    talk(cast.operations)
    talk(cast.root)
    talk(cast.operations, owner=cast.cleo)
    for person in (cast.ada, cast.bo, cast.cleo, cast.eve):
        assert set(scope_of(person)) == set(inbox_of(person))


def test_the_page_of_a_long_thread_costs_the_same(cast: Cast) -> None:
    lena = contact()
    one, before = talk(cast.operations, contact=lena), talk(cast.operations, contact=lena)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            shown = shown_to(cast.cleo, one.pk)
            assert [row.by for row in shown.comments] + [row.identity for row in shown.messages]
        return len(found)

    comment_conversation(actor=cast.cleo, conversation=one, text="bus at 8")
    usual = queries()
    for number in range(120):
        says(one, f"message {number}")
    talk(cast.operations, contact=lena)
    comment_conversation(actor=cast.ada, conversation=one, text="thanks")
    assert queries() == usual
    shown = shown_to(cast.cleo, one.pk)
    assert (len(shown.messages), shown.messages[-1].text) == (50, "message 119")
    assert shown_to(cast.cleo, one.pk, before=shown.older).messages[-1].text == "message 69"
    assert shown.promise is not None
    earlier = history_of(cast.cleo, one.contact, leave_out=one.pk).conversations
    assert before in earlier
    assert one not in earlier


# promise I1
def test_a_private_page_is_its_owners_and_old_remarks_stay_theirs(cast: Cast) -> None:
    one = talk(cast.operations, owner=cast.bo, voice=cast.bo_voice)
    comment_conversation(actor=cast.bo, conversation=one, text="my neighbour")
    for colleague in (cast.ada, cast.cleo, cast.eve):
        with pytest.raises(NotThere):
            shown_to(colleague, one.pk)
    assert shown_to(cast.bo, one.pk).promise is None
    hand_over_conversation(actor=cast.bo, conversation=one)
    assert shown_to(cast.cleo, one.pk).comments == []
    assert shown_to(cast.cleo, one.pk).promise is not None
