"""Posts from a file, the plan as a file, and the plan in a calendar program; slots, repeats and the composer by page."""

import csv
import io
from datetime import datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from manyvoices.people.models import Grant
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.models import (
    Origin,
    PlanImport,
    PlanLine,
    PlanState,
    Post,
    QueueSlot,
    Repeat,
)
from manyvoices.publishing.tests.stage import draft
from manyvoices.publishing.work import plan_imports
from manyvoices.publishing.work.plan_imports import write_some
from manyvoices.web.publishing.tests.writing import draft_by, filled, signed_in
from tests.cast import Cast

DAY = timezone.localdate() + timedelta(days=30)
WORKER = 7


def table(cast: Cast) -> bytes:
    rows = [
        ["voice", "date", "time", "time_zone", "kind", "text", "colour"],
        ["@bo", DAY.isoformat(), "08:10", "Europe/Berlin", "story", "'=First", "red"],
        ["bo", f"{DAY:%d.%m.%Y}", "8.20", "UTC", "", "Second", ""],
        ["bo", "", "", "", "", "A draft", ""],
        ["ada", DAY.isoformat(), "08:10", "", "", "Not mine", ""],
        ["bo", "2020-01-01", "08:10", "", "", "Past", ""],
        ["bo", "2031-03-30", "02:30", "Europe/Berlin", "", "Skipped", ""],
        ["bo", "32.13.2031", "", "", "", "No day", ""],
        ["bo", DAY.isoformat(), "08:10", "Mars/Base", "crisis", "Odd", ""],
        ["bo", "", "", "", "", "", ""],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def bring(client: Client, data: bytes) -> PlanImport:
    sent = {"file": SimpleUploadedFile("plan.csv", data), "time_zone": "UTC"}
    answer = client.post(reverse("plans"), sent)
    assert answer.status_code == 302, answer.content.decode()
    return PlanImport.objects.latest("id")


def body(client: Client, address: str) -> str:
    return b"".join(client.get(address)).decode()


def test_a_file_is_looked_at_then_written_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(cast.bo)
    plan = bring(client, table(cast))
    assert not Post.objects.exists()
    page = body(client, reverse("plan", args=[plan.pk]) + "?show=")
    for said in (
        "You do not speak as",
        "That time is past",
        "skip",
        "is no day",
        "crisis",
        "The text is missing",
    ):
        assert said in page, said
    assert "Plan 3 posts" in page
    for _twice in range(2):
        assert client.post(reverse("plan-agree", args=[plan.pk])).status_code == 302
    monkeypatch.setattr(plan_imports, "SECONDS", 0.0)
    PlanImport.objects.update(taken_by=WORKER)
    assert write_some(plan.pk, WORKER) == 1
    PlanLine.objects.filter(post__isnull=False).update(problem="")  # a worker dies here, another goes on
    while write_some(plan.pk, WORKER):
        pass
    posts = list(Post.objects.order_by("pk"))
    assert [post.variants.get().text for post in posts] == ["=First", "Second", "A draft"]
    assert [(post.kind, post.origin) for post in posts][:2] == [("story", "import"), ("promotion", "import")]
    assert [post.released_at is not None for post in posts] == [True, True, False]
    assert posts[0].planned_time == time(8, 10)
    plan.refresh_from_db()
    assert (plan.state, plan.due_at) == (PlanState.DONE, None)
    assert signed_in(cast.ada).get(reverse("plan", args=[plan.pk])).status_code == 404


def test_without_the_grant_lines_become_drafts_and_a_dropped_plan_writes_nothing(cast: Cast) -> None:
    Grant.objects.filter(person=cast.bo).update(revoked_at=timezone.now())
    client = signed_in(cast.bo)
    plan = bring(client, table(cast))
    assert "without review" in body(client, reverse("plan", args=[plan.pk]) + "?show=warned")
    client.post(reverse("plan-agree", args=[plan.pk]))
    while write_some(plan.pk, WORKER):
        pass
    assert Post.objects.count() == 3
    assert not Post.objects.filter(released_at__isnull=False).exists()
    again = bring(client, table(cast))
    client.post(reverse("plan-drop", args=[again.pk]))
    assert client.post(reverse("plan-agree", args=[again.pk])).status_code == 409
    assert write_some(again.pk, WORKER) == 0
    assert Post.objects.count() == 3


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", b"voice,date\nbo,\n", b"text\n", b'text\n"open', b"text,post\na,b\n"]
)
def test_what_is_no_plan_is_refused_in_words(cast: Cast, data: bytes) -> None:
    answer = signed_in(cast.bo).post(
        reverse("plans"), {"file": SimpleUploadedFile("plan.csv", data), "time_zone": "UTC"}
    )
    assert answer.status_code == 422
    assert not PlanImport.objects.exists()


# promise H6
def test_the_plan_comes_back_as_a_harmless_file_that_can_be_brought_again(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice, '=HYPERLINK("http://evil.example")\nsecond line')
    wall = datetime.combine(DAY, time(8, 10))
    release_post(actor=cast.bo, post=post, revision=post.revision, wall=wall, time_zone="Europe/Berlin")
    client = signed_in(cast.bo)
    text = body(client, f"{reverse('plan-export')}?day={DAY}")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[0]["text"].startswith("'=HYPERLINK")
    assert (rows[0]["date"], rows[0]["time"], rows[0]["state"]) == (DAY.isoformat(), "08:10", "planned")
    line = bring(client, text.encode()).lines.get()
    assert line.values["text"].startswith("=HYPERLINK")
    assert (line.problem, "same text" in line.warning) == ("", True)
    assert bring(client, body(client, reverse("plan-sample")).encode()).lines.filter(problem="").count() == 2


# promise I9
def test_the_calendar_address_is_secret_and_dies_with_its_person(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice, "The new doors open wider.")
    wall = datetime.combine(DAY, time(8, 10))
    release_post(actor=cast.bo, post=post, revision=post.revision, wall=wall, time_zone="Europe/Berlin")
    draft_by(cast.bo, cast.bo_voice, "a secret draft")
    client, stranger = signed_in(cast.bo), Client()

    def address() -> str:
        page = client.post(reverse("calendar-link")).content.decode()
        return "/calendar/feed/" + page.split("/calendar/feed/")[1].split("<")[0]

    old, new = address(), address()
    assert "/calendar/feed/" not in body(client, reverse("calendar-link")), "shown once"
    assert stranger.get(old).status_code == 404
    answer = stranger.get(new)
    assert answer["Content-Type"].startswith("text/calendar")
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event["summary"] == "@bo: The new doors open wider."
    assert event.decoded("dtstart") == Post.objects.get(pk=post.pk).scheduled_at
    assert b"secret draft" not in answer.content
    assert stranger.get(new, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(is_active=False)
    assert stranger.get(new).status_code == 404
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(is_active=True)
    client.post(reverse("calendar-link-revoke"))
    assert stranger.get(new).status_code == 404


def test_slots_by_page_and_the_queue_by_the_composer(cast: Cast) -> None:
    client = signed_in(cast.bo)
    page = reverse("slots", args=[cast.bo_voice.pk])
    sent = {
        "weekdays": [0, 1, 2, 3, 4, 5, 6],
        "time": "08:10",
        "time_zone": "Europe/Berlin",
        "channels": [cast.bo_voice.channels.get().pk],
    }
    assert client.post(page, {**sent, "weekdays": []}).status_code == 422
    assert client.post(page, sent).status_code == 302
    assert "Next free slot" in body(client, page)
    post = draft_by(cast.bo, cast.bo_voice)
    address = reverse("draft", args=[post.pk])
    assert "08:10 (Europe/Berlin)" in body(client, address)
    answer = client.post(address, filled(cast.bo_voice, "In the queue", queue="1"), follow=True)
    assert "In the queue. It leaves on" in answer.content.decode()
    post.refresh_from_db()
    assert post.planned_time == time(8, 10)
    slot = QueueSlot.objects.first()
    assert slot is not None
    client.post(reverse("slot-end", args=[cast.bo_voice.pk, slot.pk]))
    assert QueueSlot.objects.filter(ended_at=None).count() == 6


# promise B2
def test_the_composer_explains_a_time_before_anything_is_pressed(cast: Cast) -> None:
    client = signed_in(cast.bo)
    asked: dict[str, Any] = {"time_zone": "Europe/Berlin", "channels": [cast.bo_voice.channels.get().pk]}
    check = reverse("time-check")
    gap = client.get(check, {**asked, "date": "2031-03-30", "time": "02:30"}).content.decode()
    assert "03:30" in gap
    twice = client.get(check, {**asked, "date": "2031-10-26", "time": "02:30"}).content.decode()
    assert "twice" in twice
    post = draft(cast.bo, cast.bo_voice, "Already there")
    wall = datetime.combine(DAY, time(8, 10))
    release_post(actor=cast.bo, post=post, revision=post.revision, wall=wall, time_zone="Europe/Berlin")
    close = {**asked, "date": DAY.isoformat(), "time": "08:30"}
    assert "Already there" in client.get(check, close).content.decode()
    assert "Already there" not in signed_in(cast.eve).get(check, close).content.decode()
    for odd in ({"date": "2031-02-31"}, {"date": "99999-1-1", "time": "x"}, {"time_zone": "x", **close}):
        assert client.get(check, odd).status_code == 200
    written = draft_by(cast.bo, cast.bo_voice)
    sent = filled(cast.bo_voice, "Wished", date="2031-10-26", time="02:30", look="1")
    page = client.post(reverse("draft", args=[written.pk]), sent, follow=True).content.decode()
    assert "twice" in page, "without a script the button shows the same"


def test_a_repeat_by_page(cast: Cast) -> None:
    client, post = signed_in(cast.bo), draft(cast.bo, cast.bo_voice, "Gate times")
    page = reverse("repeat-new", args=[post.pk])
    sent = {
        "step": "1",
        "every": "month",
        "starts_on": "2031-01-31",
        "time": "06:45",
        "time_zone": "Europe/Berlin",
        "kind": "promotion",
    }
    assert "no day 31" in client.post(page, {**sent, "look": "1"}).content.decode()
    assert not Repeat.objects.exists()
    assert client.post(page, {**sent, "ends_on": "2030-01-01"}).status_code == 422
    assert client.post(page, {**sent, "start": "1"}).status_code == 302
    made = Repeat.objects.get()
    assert "Every month on day 31" in body(client, reverse("repeats"))
    client.post(reverse("repeat-stop", args=[made.pk]))
    assert "Stopped by Bo" in body(client, reverse("repeats") + "?show=stopped")
    client.post(reverse("repeat-restart", args=[made.pk]))
    assert signed_in(cast.ada).post(reverse("repeat-stop", args=[made.pk])).status_code == 404
    assert not Post.objects.filter(origin=Origin.REPEAT).exists()
