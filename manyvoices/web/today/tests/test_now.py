"""What needs me now: running out first, within my minutes; what is private stays with its person."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manyvoices.conversations.models import Cause, Conversation, ReplyDue, Sighting
from manyvoices.conversations.tests.talks import contact, talk
from manyvoices.core import clock
from manyvoices.people.models import Effort, Person
from manyvoices.publishing.tests.approvals import asked as asks
from tests.cast import Cast


def today(who: Person) -> str:
    client = Client()
    client.force_login(who)
    return client.get(reverse("today")).content.decode()


def due(one: Conversation, minutes: int) -> Conversation:
    """Promised in so many minutes from now; below zero it is late."""
    at = clock.now() + timedelta(minutes=minutes)
    Conversation.objects.filter(pk=one.pk).update(due_at=at)
    ReplyDue.objects.filter(conversation=one).update(answer_by=at, around_the_clock=True)
    return one


def test_what_runs_out_first_stands_first_with_the_time_in_words(cast: Cast) -> None:
    given: dict[str, Any] = {"assigned_to": cast.cleo}
    due(talk(cast.operations, said="Later this day", **given), 200)
    due(talk(cast.operations, said="Soon please", **given), 48)
    due(talk(cast.operations, said="Too late already", **given), -130)
    talk(cast.operations, said="Somebody else has it", assigned_to=cast.ada)
    talk(cast.operations, said="Put aside", snoozed_until=clock.now() + timedelta(hours=1), **given)
    said = today(cast.cleo)
    places = [said.index(words) for words in ("Too late already", "late by 2:10", "Soon please", "0:48 left")]
    assert places == sorted(places)
    assert said.index("Later this day") > places[-1]
    assert "Put aside" not in said
    assert "Somebody else has it" not in said


def test_nothing_needs_you_now(cast: Cast) -> None:
    said = today(cast.dan)
    assert "Nothing needs you now." in said
    assert "How we answer" not in said, "figures are for those who work in an inbox"
    assert "minutes left" not in said


def test_who_talks_to_my_own_voice_is_shown_to_me_alone(cast: Cast) -> None:
    own: dict[str, Any] = {"owner": cast.bo, "voice": cast.bo_voice}
    talk(cast.operations, said="Lovely photo of the depot", kind="praise", contact=contact("Mia"), **own)
    talk(cast.operations, said="Your tweet was rude", kind="complaint", contact=contact("Omar"), **own)
    talk(cast.operations, said="Buy followers", kind="spam", contact=contact("Bot"), **own)
    said = today(cast.bo)
    assert said.index("Needs you now") < said.index("Your tweet was rude") < said.index("People talk to you")
    assert said.index("People talk to you") < said.index("Lovely photo of the depot")
    assert "Buy followers" not in said
    for colleague in (cast.ada, cast.cleo):
        theirs = today(colleague)
        assert "Lovely photo" not in theirs
        assert "rude" not in theirs


def test_my_minutes_are_friendly_and_mine(cast: Cast) -> None:
    Person.objects.filter(pk=cast.bo.pk).update(weekly_minutes=60, minutes_agreed_at=clock.now())
    assert "You have 60 of your 60 minutes left this week." in today(cast.bo)
    Effort.objects.create(person=cast.bo, day=clock.now().date(), minutes=60, declared_at=clock.now())
    assert "Your time of this week is given, thank you." in today(cast.bo)
    assert "Your time" not in today(cast.ada)


def test_approvals_causes_and_what_i_reported(cast: Cast) -> None:
    asks(cast)
    now = clock.now()
    Cause.objects.create(
        unit=cast.operations, name="Cold trains", made_by=cast.ada, made_at=now, owner=cast.bo
    )
    Cause.objects.create(
        unit=cast.operations, name="Old news", made_by=cast.ada, made_at=now, owner=cast.bo, state="not_now"
    )
    seen = talk(cast.operations, said="Seen in a forum: no heating")
    Sighting.objects.create(by=cast.bo, at=now, message=seen.messages.get())
    said = today(cast.bo)
    for words in (
        "Cold trains",
        "Say where it stands",
        "What you reported",
        "no heating",
        "Waits for a colleague",
    ):
        assert words in said
    assert "Old news" not in said
    assert "Dan asks for a second pair of eyes" in today(cast.ada)
    assert "Cold trains" not in today(cast.dan)


def test_leads_see_the_figures_first(cast: Cast) -> None:
    due(talk(cast.operations), -5)
    said = today(cast.ada)
    assert said.index("Complaints late now") < said.index("Needs you now")
    assert ">1</a>" in said
    assert "nobody said yet" in said


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    def more(number: int) -> None:
        now = clock.now()
        due(talk(cast.operations, assigned_to=cast.cleo, contact=contact(f"A{number}")), number)
        talk(cast.operations, owner=cast.cleo, kind="praise", contact=contact(f"B{number}"))
        Cause.objects.create(
            unit=cast.operations, name=f"C{number}", made_by=cast.ada, made_at=now, owner=cast.cleo
        )
        one = talk(cast.operations, contact=contact(f"D{number}"))
        Sighting.objects.create(by=cast.cleo, at=now, message=one.messages.get())

    more(0)
    client, counts = Client(), []
    client.force_login(cast.cleo)
    client.get(reverse("today"))
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("today"))
        counts.append(len(asked))
        for other in range(4 if number == 0 else 0):
            more(10 + other)
    assert counts[0] == counts[1]
