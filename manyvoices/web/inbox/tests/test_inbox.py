"""The list of the inbox through the front door, without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manyvoices.conversations.actions.label_conversation import label_conversation
from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.actions.snooze_conversation import snooze_conversation
from manyvoices.conversations.actions.wait_for_contact import wait_for_contact
from manyvoices.conversations.models import Assignment, Conversation, Looking, Way
from manyvoices.conversations.tests.talks import ago, contact, says, talk
from manyvoices.conversations.work.indexing import index_messages
from manyvoices.core import clock
from manyvoices.web.people.tests.test_people import signed_in
from tests.cast import Cast


def body(client: Client, query: str = "") -> str:
    answer = client.get(f"/inbox/{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_responder_finds_who_waits_since_when_and_takes_it(cast: Cast) -> None:
    cleo = signed_in(cast.cleo)
    one = talk(cast.operations, contact=contact("Lena K."), at=ago(12))
    shown = body(cleo)
    for words in (
        "Complaints late now",
        "Lena K.",
        "12 min",
        "Fediverse",
        "Stuck at Wels since 7, no info!",
        "Complaint",
        "0:48 left",
        "48 minutes left",
        "Queue of Operations",
    ):
        assert words in shown
    assert f'href="/inbox/{one.pk}/"' in shown
    took = cleo.post("/inbox/press", {"one": f"take.{one.pk}.{one.version}"})
    assert (took.status_code, took.headers["Location"]) == (302, f"/inbox/{one.pk}/")
    assert "You have it" in body(cleo, "?view=mine")
    assert "Cleo has it" in body(signed_in(cast.ada))


def test_a_line_says_what_is_late_paused_put_aside_and_back_on_top(cast: Cast) -> None:
    talk(cast.operations, contact=contact("Late"), at=ago(82))
    waiting, hidden, silent, back = (talk(cast.operations) for _one in range(4))
    wait_for_contact(actor=cast.cleo, conversation=waiting)
    snooze_conversation(actor=cast.cleo, conversation=hidden, until=clock.now() + timedelta(hours=2))
    snooze_conversation(actor=cast.cleo, conversation=silent)
    Conversation.objects.filter(pk=back.pk).update(on_top_because="snooze_over")
    Looking.objects.create(conversation=back, person=cast.ada, seen_at=clock.now(), answering=True)
    cleo = signed_in(cast.cleo)
    usual = body(cleo)
    for words in ("late by 0:22", "late by 22 minutes", "is over.", "Ada is answering"):
        assert words in usual
    assert "Paused: waiting for them" in body(cleo, "?view=waiting")
    asleep = body(cleo, "?view=snoozed")
    assert "put aside until they write" in asleep
    assert not re.search(r"\b9000\b", asleep)  # the year that stands for never, not digits of an id
    late = body(cleo, "?view=late")
    assert "Late" in late
    assert late.count("data-line") == 1
    assert "Nothing waiting." in body(signed_in(cast.eve), "?view=unanswered")


# promise I1
def test_private_and_foreign_conversations_appear_to_nobody_else(cast: Cast) -> None:
    talk(cast.operations, owner=cast.bo, voice=cast.bo_voice, said="between neighbours")
    talk(cast.elsewhere, said="only the depot reads this")
    given = talk(cast.elsewhere, said="given by hand")
    Conversation.objects.filter(pk=given.pk).update(assigned_to=cast.dan)
    Assignment.objects.filter(conversation=given).update(person=cast.dan, way=Way.BY_HAND)
    for view in ("unanswered", "mine", "late", "snoozed", "waiting", "spam", "all", "own"):
        for person in (cast.ada, cast.cleo, cast.dan, cast.eve):
            assert "between neighbours" not in body(signed_in(person), f"?view={view}")
        for person in (cast.cleo, cast.dan, cast.bo, cast.eve):
            assert "only the depot" not in body(signed_in(person), f"?view={view}")
    assert "between neighbours" in body(signed_in(cast.bo))
    assert "Only you see this" in body(signed_in(cast.bo))
    assert "given by hand" in body(signed_in(cast.dan), "?view=mine")
    assert "only the depot" in body(signed_in(cast.ada), "?view=all")


def test_the_address_filters_and_what_is_none_is_said(cast: Cast) -> None:
    label = make_label(actor=cast.ada, unit=cast.root, name="Delay")
    one = talk(cast.operations, kind="question", language="de", said="Wo bleibt die Erstattung?")
    talk(cast.operations)
    label_conversation(actor=cast.cleo, conversation=one, label=label)
    index_messages()
    cleo = signed_in(cast.cleo)
    for query in (
        "kind=question",
        f"label={label.pk}",
        "language=de",
        "q=Erstattung",
        f"unit={one.unit_id}&kind=question",
    ):
        assert body(cleo, f"?{query}").count("data-line") == 1
    assert body(cleo, "?network=native").count("data-line") == 2
    assert "Nothing found." in body(cleo, f"?unit={cast.elsewhere.pk}")
    for wrong in ("view=mood", "unit=x", "label=٣", "after=9.9.9"):
        assert cleo.get(f"/inbox/?{wrong}").status_code == 400


@pytest.mark.parametrize("view", ["unanswered", "all"])
def test_a_page_costs_the_same_for_one_and_for_fifty(cast: Cast, view: str) -> None:
    label = make_label(actor=cast.ada, unit=cast.root, name="Delay")
    cleo = signed_in(cast.cleo)

    def row() -> None:
        one = talk(cast.operations)
        label_conversation(actor=cast.cleo, conversation=one, label=label)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            body(cleo, f"?view={view}")
        return len(found)

    row()
    queries()
    one = queries()
    for _more in range(49):
        row()
    assert queries() <= one <= 55


def test_pages_follow_each_other_by_key(cast: Cast) -> None:
    for minute in range(55):
        talk(cast.operations, at=ago(minute))
    cleo = signed_in(cast.cleo)
    first = cleo.get("/inbox/")
    older = first.context["older"]
    assert older
    second = cleo.get(f"/inbox/?after={older}")
    numbers = [line.row.pk for page in (first, second) for line in page.context["lines"]]
    assert len(set(numbers)) == len(numbers) == 55
    assert "From the top" in second.content.decode()


def test_the_menu_counts_what_waits(cast: Cast) -> None:
    assert "99+" not in body(signed_in(cast.cleo))
    says(talk(cast.operations), "again")
    client = signed_in(cast.cleo)
    assert client.get("/inbox/").context["unanswered"] == "1"
    talk(cast.operations, owner=cast.bo)
    assert signed_in(cast.bo).get("/inbox/").context["unanswered"] == "1"
    assert signed_in(cast.eve).get("/inbox/").context["unanswered"] == ""
