"""The tour exists in a demo alone; its door opens once; its figures are counted."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from manyvoices.config import load
from manyvoices.conversations.models import Assignment, Conversation
from manyvoices.conversations.tests import arriving
from manyvoices.core import clock
from manyvoices.core.models import World
from manyvoices.core.refusals import NotThere
from manyvoices.demo_mark import DemoMark, write_mark
from manyvoices.federation.models import Follower, Note
from manyvoices.people.actions.begin_visit import begin_visit
from manyvoices.people.actions.offer_visit import offer_visit
from manyvoices.people.models import SignInLink
from manyvoices.web.public.tests.rows import a_post, a_reply, somebody
from manyvoices.web.tour.complaint import COLLEAGUE
from manyvoices.web.tour.telling import new_to_us, official, telling
from tests.cast import Cast

pytestmark = pytest.mark.django_db
MARK = DemoMark(port=8000, peer_port=8001)


@pytest.fixture
def demo(cast: Cast, tmp_path: Path, settings: Settings) -> Cast:
    """The cast, as people of a demo."""
    write_mark(tmp_path, MARK)
    given = {"BASE_URL": MARK.origin, "DATA_DIR": str(tmp_path), "ALLOW_LOOPBACK_PEERS": "1"}
    settings.CONFIG = load({f"MANYVOICES_{name}": value for name, value in given.items()})
    cast.organisation.world = World.DEMO
    cast.organisation.save(update_fields=["world"])
    return cast


def door(cast: Cast) -> str:
    token = offer_visit(person=cast.ada)
    assert token
    return reverse("demo-enter", args=[token])


def test_a_real_installation_has_neither_tour_nor_mark_nor_visit(cast: Cast, client: Client) -> None:
    client.force_login(cast.ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert offer_visit(person=cast.ada) is None
    for path in ("/tour", "/tour/1", "/demo/x"):
        assert client.get(path).status_code == 404
    assert client.post("/tour/publish", {"text": "x"}).status_code == 404
    home = client.get("/")
    assert b"demo-bar" not in home.content
    assert "X-Robots-Tag" not in home


def test_a_visit_link_of_a_demo_opens_nothing_elsewhere(demo: Cast) -> None:
    token = offer_visit(person=demo.ada)
    assert token
    demo.organisation.world = World.LIVE
    demo.organisation.save(update_fields=["world"])
    with pytest.raises(NotThere):
        begin_visit(token=token)
    assert SignInLink.objects.get().used_at is None


def test_the_door_opens_once_and_looking_does_not_use_it(demo: Cast, client: Client) -> None:
    link = door(demo)
    for _ in range(2):
        assert demo.ada.name in client.get(link).content.decode()
    assert client.post(link).headers["Location"] == "/tour"
    assert client.get(link).headers["Location"] == "/tour"  # whoever came in by it is led back in
    stranger = Client()
    assert stranger.get(link).status_code == 404
    assert stranger.post(link).status_code == 404
    assert SignInLink.objects.filter(used_at=None).count() == 0


def test_it_opens_on_this_machine_alone_and_a_new_start_ends_the_old_link(demo: Cast, client: Client) -> None:
    link = door(demo)
    assert client.get(link, REMOTE_ADDR="192.0.2.7").status_code == 404
    newer = door(demo)
    assert client.get(link).status_code == 404
    assert client.get(newer).status_code == 200


def test_every_answer_of_a_demo_is_marked(demo: Cast, client: Client) -> None:
    for path in ("/", "/@ada", "/nowhere", "/sign-in"):
        page = client.get(path)
        assert b"demo-bar" in page.content, path
        assert b"noindex" in page.content
        assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/feed.atom")["X-Robots-Tag"] == "noindex, nofollow"


def test_the_bar_knows_the_step_that_led_here(demo: Cast, client: Client) -> None:
    assert "Step 3 of 8" in client.get("/?tour=3").content.decode()
    for odd in ("9", "0", "x", "٣", "<b>"):
        assert "of 8" not in client.get("/", {"tour": odd}).content.decode()


def test_all_steps_answer_and_there_is_no_ninth(demo: Cast, client: Client) -> None:
    client.force_login(demo.ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    a_post(demo.bo_voice)
    for number in range(1, 9):
        assert client.get(f"/tour/{number}").status_code == (200 if number != 1 or official() else 404)
    assert client.get("/tour/9").status_code == 404
    assert client.get("/tour/4", {"post": "9"}).status_code == 404


def test_a_complaint_is_shown_with_who_has_it_and_why(demo: Cast, client: Client) -> None:
    client.force_login(demo.ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "answered already" in client.get("/tour/5").content.decode()
    demo.cleo.login = COLLEAGUE
    demo.cleo.save(update_fields=["login"])
    place = arriving.decided(arriving.conversation(demo.operations), arriving.COMPLAINT)
    Assignment.objects.filter(conversation=place).update(person=demo.cleo, reasons=[["topic", "Heating"]])
    page = client.get("/tour/5").content.decode()
    assert "The heating in coach 7" in page
    assert demo.cleo.name in page
    assert f"/inbox/{place.pk}/?tour=5" in page
    Conversation.objects.filter(pk=place.pk).update(owner=demo.bo)
    assert "The heating in coach 7" not in client.get("/tour/5").content.decode()


def test_pressing_publish_releases_a_post_of_the_visitors_own(demo: Cast, client: Client) -> None:
    client.force_login(demo.bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/tour/publish", {"text": "Hello from the demo"})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Waits for its turn" in page
    empty = client.post("/tour/publish", {"text": ""})
    assert empty.status_code == 200
    assert b"form" in empty.content


def test_figures_are_counted_from_rows(demo: Cast) -> None:
    post, now = a_post(demo.bo_voice), clock.now()
    mia, tom = somebody("Mia", "one.example", username="mia"), somebody("Tom", "two.example", username="tom")
    reply = a_reply(post, mia, "<p>Why?</p>")
    a_reply(post, tom, "<p>And when?</p>")
    Note.objects.filter(pk=reply.pk).update(published_at=now - timedelta(minutes=30))
    answer = a_post(demo.bo_voice)
    Note.objects.filter(pk=answer.pk).update(in_reply_to=reply, published_at=now - timedelta(minutes=10))
    for voice, who in ((demo.bo_voice, mia), (demo.ada_voice, mia), (demo.ada_voice, tom)):
        Follower.objects.create(voice=voice, actor=who, activity_id=f"{who.uri}#{voice.pk}", since=now)
    both = [demo.bo_voice.pk, demo.ada_voice.pk]
    told = telling(both, now - timedelta(days=1), ZoneInfo("UTC"))
    assert (told.posts, told.followers, told.questions, told.answered) == (1, 2, 2, 1)
    assert (told.answer_minutes, told.answered_percent) == (20, 50)
    assert new_to_us([demo.ada_voice.pk], [demo.bo_voice.pk]) == 1
    nothing = telling([], now, ZoneInfo("UTC"))
    assert (nothing.posts, nothing.answered_percent, nothing.answer_minutes) == (0, None, None)
