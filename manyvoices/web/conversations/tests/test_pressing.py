"""What is pressed on a conversation beside answering: each once, again without harm, and a sentence about it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.models import Comment, Conversation, Event, Looking
from manyvoices.conversations.tests.asked import arrives, asked, opened
from manyvoices.conversations.tests.talks import talk as another
from manyvoices.core import clock
from manyvoices.people.models import RoleName, Topic
from manyvoices.web.conversations.tests.pages import Desk, plain
from tests.cast import Cast, role


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    """A complaint to the brand, which is open to Cleo, the responder of operations."""
    opened(cast.brand_voice, cast.cleo, may_publish=False)
    return asked(cast)


@pytest.fixture
def cleo(cast: Cast, talk: Conversation) -> Desk:
    """Cleo at her desk."""
    return Desk(cast.cleo, talk)


def test_take_it_back_to_the_queue_and_give_it(cast: Cast, talk: Conversation, cleo: Desk) -> None:
    role(cast.ada, RoleName.RESPONDER, cast.root)
    assert "You have it." in cleo.said("take")
    assert "You have it." in cleo.said("take")
    assert Event.objects.filter(verb="taken").count() == 1
    assert "Cleo has this conversation already" in Desk(cast.ada, talk).said("take")
    assert "It waits in the queue of Operations again." in cleo.said("release")
    form = cleo.client.get(f"/inbox/{talk.pk}/give/").content.decode()
    assert ("Ada" in form, "Eve" in form) == (True, False)
    assert cleo.press("give").status_code == 422
    Desk(cast.ada, talk).said("take")
    assert "Take it over" in cleo.page()
    assert "Cleo has it." in cleo.said("give", person=cast.cleo.pk)
    assert "Take it" not in cleo.page()
    page = cleo.said("give", person=cast.ada.pk, because="She knows the bus")
    assert "Ada has it, given by Cleo." in page
    assert "Cleo gave it to Ada. “She knows the bus”" in page
    given = cleo.press("give", unit=cast.elsewhere.pk, next="list")
    assert (given.status_code, given["Location"]) == (302, "/inbox/")
    talk.refresh_from_db()
    assert (talk.unit, talk.assigned_to) == (cast.elsewhere, None)
    assert cleo.client.get(f"/inbox/{talk.pk}/").status_code == 404, "it is theirs now"


def test_later_and_back_now(talk: Conversation, cleo: Desk) -> None:
    for name, most in (("hour", 1), ("afternoon", 3), ("tomorrow", 48), ("monday", 24 * 8)):
        assert "Put aside until" in cleo.said("snooze", until=name)
        assert talk.snoozed_until is not None
        assert clock.now() < talk.snoozed_until <= clock.now() + timedelta(hours=most)
        assert "It is back in the list." in cleo.said("wake")
    page = cleo.said("snooze", until="write")
    assert ("Put aside until they write." in page, "9000" in page) == (True, False)
    assert "put it aside until they write." in page
    moment = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert "Put aside until" in cleo.said("snooze", until="moment", moment=moment)
    assert "Choose until when." in cleo.said("snooze", until="moment", moment="soon")
    assert "Choose a moment between now and a year" in cleo.said(
        "snooze", until="moment", moment="2001-01-01T10:00"
    )


def test_done_opened_again_and_their_turn(talk: Conversation, cleo: Desk) -> None:
    seen = talk.version
    arrives(talk, text="And it rains.")
    assert "They wrote again meanwhile" in cleo.said("close", outcome="solved", seen=seen)
    done = cleo.press("close", outcome="solved", seen=talk.version, next="list")
    assert done["Location"] == "/inbox/"
    assert "Done: Solved" in cleo.page()
    assert "It is open again." in cleo.said("reopen")
    assert "Their turn." in cleo.said("wait")
    assert "Say what became of it." in cleo.said("close", outcome="", seen=talk.version)


def test_what_it_is_is_corrected(cast: Cast, talk: Conversation, cleo: Desk) -> None:
    topic = Topic.objects.create(name="Brakes", tag="brakes", made_at=clock.now())
    html = cleo.client.get(f"/inbox/{talk.pk}/").content.decode()
    for key in "cqpi#":
        assert f'data-key="{key}"' in html
    assert "Cleo corrected it: Question." in cleo.said("kind", kind="question")
    assert "Cleo corrected it: Urgent." in cleo.said("kind", urgency="high")
    assert "About Brakes" in cleo.said("kind", topic=topic.pk)
    assert (talk.kind, talk.urgency, talk.topic) == ("question", "high", topic)
    assert "Choose one of those" in cleo.said("kind", kind="nonsense")
    assert "Choose one of those" in cleo.said("kind")


def test_labels_and_what_is_kept(cast: Cast, talk: Conversation, cleo: Desk) -> None:
    label = make_label(actor=cast.ada, unit=cast.operations, name="Delay")
    assert "Labelled “Delay”." in cleo.said("label", add=label.pk)
    assert "take off" in cleo.page()
    assert "“Delay” is taken off." in cleo.said("label", remove=label.pk)
    assert cleo.press("label", add="0").status_code == 404
    assert "Kept as an idea" in cleo.said("keep", kept_as="idea")
    assert "Kept as an idea" not in cleo.said("keep", kept_as="")


def test_a_note_stays_inside_and_tells_colleagues(cast: Cast, talk: Conversation, cleo: Desk) -> None:
    assert "Noted. Only colleagues see it." in cleo.said("note", text="Ask @ada")
    assert list(Comment.objects.get().mentions.all()) == [cast.ada]
    empty = cleo.press("note", text=" ")
    assert (empty.status_code, "This field is required." in plain(empty)) == (422, True)
    assert cleo.press("note", text="x" * 4001).status_code == 422


def test_colleagues_see_who_looks_and_who_answers(cast: Cast, talk: Conversation, cleo: Desk) -> None:
    ada = Desk(cast.ada, talk)
    assert ada.press("looking").status_code == 204
    assert "Ada is looking" in cleo.page()
    assert ada.press("looking", answering="1").status_code == 204
    page = cleo.page()
    assert ("Ada is answering" in page, "Ada is looking" in page) == (True, False)
    Looking.objects.update(seen_at=clock.now() - timedelta(minutes=1))
    assert "Ada is" not in cleo.page()


def test_a_private_one_is_handed_over_with_one_tap(cast: Cast) -> None:
    private = asked(cast, voice=cast.bo_voice, owner=cast.bo)
    bo = Desk(cast.bo, private)
    page = bo.page()
    assert "It reached your own voice: only you see it." in page
    assert "everybody who works in the inbox of Operations reads all of it" in page
    for button in ("Take it", "Give to…", "Back to the queue"):
        assert button not in page
    assert bo.client.get(f"/inbox/{private.pk}/give/").status_code == 404
    assert bo.press("take").status_code == 403
    cleo = Desk(cast.cleo, private)
    assert cleo.client.get(f"/inbox/{private.pk}/").status_code == 404
    assert bo.press("hand-over").status_code == 302
    assert "1 hour left to answer" in cleo.page()


def test_two_different_people_are_put_together_only_when_one_is_sure(
    cast: Cast, talk: Conversation, cleo: Desk
) -> None:
    other = another(cast.operations)
    asks = cleo.press("merge", gone=other.pk)
    assert (asks.status_code, "Put two people together" in plain(asks)) == (422, True)
    assert "There is no such conversation." in plain(cleo.press("merge", gone="7"))
    assert "paste the address" in plain(cleo.press("merge", gone="that one"))
    assert cleo.press("merge", gone=other.pk, is_sure="1").status_code == 302
