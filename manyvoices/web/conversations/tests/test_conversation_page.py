"""What the page of one conversation shows, and to whom."""

from datetime import timedelta

import pytest
from django.test import Client

from manyvoices.conversations.actions.comment_conversation import comment_conversation
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.models import Assignment, Conversation, Direction, Gap, Message, MessageVersion
from manyvoices.conversations.tests.asked import arrives, asked, opened
from manyvoices.core import clock
from manyvoices.people.models import RoleName
from manyvoices.voices.models import Channel
from manyvoices.web.conversations.tests.pages import Desk
from manyvoices.web.conversations.urls import urlpatterns
from tests.cast import Cast, role


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    """A complaint to the brand, which is open to Cleo, the responder of operations."""
    opened(cast.brand_voice, cast.cleo, may_publish=False)
    return asked(cast)


def test_what_it_is_by_when_who_has_it_and_why(cast: Cast, talk: Conversation) -> None:
    desk = Desk(cast.cleo, talk)
    page = desk.page()
    assert "Stuck at Wels since 7!" in page
    assert "45 minutes left to answer" in page
    assert "Fediverse · public · to @northlight · Operations · English" in page
    assert "Nobody has it yet. It waits in the queue of Operations." in page
    Conversation.objects.filter(pk=talk.pk).update(assigned_to=cast.cleo)
    reasons = [["topic", "Brakes"], ["spoke_before", ""], ["language", "en"], ["nonsense", "x"]]
    Assignment.objects.filter(conversation=talk).update(person=cast.cleo, reasons=reasons)
    page = desk.page()
    assert "Cleo has it. knows about Brakes has answered Lena before speaks English" in page
    Message.objects.all().delete()
    assert "Nothing was said here yet." in desk.page()


def test_what_happened_upstream_is_shown_honestly(cast: Cast, talk: Conversation) -> None:
    now = clock.now()
    edited = arrives(talk, text="Still at Wels.", content_warning="anger", edited_at=now)
    MessageVersion.objects.create(message=edited, text="Still at Linz.", until=now)
    arrives(talk, text="", deleted_at=now)
    picture = {"url": "https://far.example/a.jpg", "mediaType": "image/jpeg", "name": "A full platform"}
    arrives(talk, text="<img src=x onerror=alert(1)>", attachments=[picture], is_cut=True)
    channel = Channel.objects.get(voice=cast.brand_voice)
    Gap.objects.create(
        channel=channel, since=now, until=now + timedelta(hours=1), because="off", found_at=now
    )
    client = Desk(cast.cleo, talk).client
    html = client.get(f"/inbox/{talk.pk}/").content.decode()
    for shown in (
        "Hidden by them: anger",
        "Still at Linz.",
        "changed by them",
        "Its words are gone here too.",
    ):
        assert shown in html
    assert "Something may be missing" in html
    assert '<a href="https://far.example/a.jpg" rel="noopener noreferrer nofollow"' in html
    assert "It was longer; the rest was not kept." in html
    assert "<img src=x" not in html
    assert "far.example/a.jpg" not in html.replace('href="https://far.example/a.jpg"', "")


def test_what_is_late_comes_back_and_history_are_in_words(cast: Cast, talk: Conversation) -> None:
    take_conversation(actor=cast.cleo, conversation=talk)
    comment_conversation(actor=cast.cleo, conversation=talk, text="Bus at 8, says @ada")
    Conversation.objects.filter(pk=talk.pk).update(on_top_because="The answer could not be sent.")
    page = Desk(cast.cleo, talk).page()
    assert "Cleo took it." in page
    assert "only colleagues see this Bus at 8, says @ada Told: Ada" in page
    assert "The answer could not be sent." in page


def test_what_was_said_stands_in_the_order_in_which_it_was_said(cast: Cast, talk: Conversation) -> None:
    """Something that reached us late was said before."""
    arrives(talk, text="Second.")
    late = arrives(talk, text="First.")
    Message.objects.filter(pk=late.pk).update(said_at=clock.now() - timedelta(minutes=10))
    page = Desk(cast.cleo, talk).page()
    assert page.index("First.") < page.index("Second.")


def test_a_long_thread_is_paged_and_asks_no_more(cast: Cast, talk: Conversation) -> None:
    desk = Desk(cast.cleo, talk)
    arrives(talk)
    comment_conversation(actor=cast.cleo, conversation=talk, text="One.")
    few = desk.queries()
    now, one = clock.now(), Message.objects.filter(conversation=talk)[0]
    Message.objects.bulk_create(
        Message(
            conversation=talk,
            direction=Direction.IN,
            identity=one.identity,
            network="native",
            remote_id=f"{talk.root}/more/{number}",
            text=f"Word {number}.",
            said_at=now + timedelta(seconds=number),
            stored_at=now,
        )
        for number in range(120)
    )
    for number in range(30):
        comment_conversation(actor=cast.cleo, conversation=talk, text=f"Note {number}")
    assert desk.queries() <= few
    page = desk.page()
    assert ("Word 119." in page, "Word 69." in page, "Earlier messages" in page) == (True, False, True)
    html = desk.client.get(f"/inbox/{talk.pk}/").content.decode()
    before = html.partition("?before=")[2].partition('"')[0]
    older = desk.page(f"?before={before}")
    assert ("Word 69." in older, "Word 70." in older, "To the newest messages" in older) == (
        True,
        False,
        True,
    )


def test_what_came_from_elsewhere_is_answered_there(cast: Cast, talk: Conversation) -> None:
    Conversation.objects.update(network="email", voice=None)
    Message.objects.update(network="email")
    desk = Desk(cast.cleo, talk)
    assert "Letters are not sent from here." in desk.page()
    assert "I answered by e-mail" in desk.page()
    assert desk.answers("Hello", voice="1").status_code == 422


# promise I1
def test_no_page_and_no_button_is_there_for_others(cast: Cast) -> None:
    """Ada leads and administers everything, and is a responder too; Eve works in the inbox of another unit."""
    for name in (RoleName.RESPONDER, RoleName.UNIT_LEAD):
        role(cast.ada, name, cast.root)
        role(cast.eve, name, cast.elsewhere)
    private = asked(cast, voice=cast.bo_voice, owner=cast.bo)
    public = Conversation.objects.create(
        contact=private.contact,
        network="native",
        unit=cast.operations,
        root="https://far.example/notes/9",
        first_at=private.first_at,
        last_at=private.last_at,
    )
    for who, one in ((cast.ada, private), (cast.eve, private), (cast.eve, public)):
        client = Client()
        client.force_login(who)
        for pattern in urlpatterns:
            path = "/" + str(pattern.pattern).replace("<int:conversation_id>", str(one.pk))
            path = path.replace(
                "<int:message_id>", str(one.messages.values_list("pk", flat=True).first() or 1)
            )
            for ask in (client.get, client.post):
                assert ask(path).status_code in {404, 405}, path
            assert 404 in {client.get(path).status_code, client.post(path).status_code}, path
    assert "only you see it" in Desk(cast.bo, private).page()


def test_what_became_part_of_another_leads_there(cast: Cast, talk: Conversation) -> None:
    desk = Desk(cast.cleo, talk)
    other = Conversation.objects.create(
        contact=talk.contact,
        network="native",
        unit=cast.operations,
        root="https://far.example/notes/2",
        first_at=talk.first_at,
        last_at=talk.last_at,
        preview="The other one",
    )
    assert "The other one" in desk.client.get(f"/inbox/{talk.pk}/merge/").content.decode()
    assert "Part them again" in desk.said("merge", gone=f"https://here.example/inbox/{other.pk}/")
    answer = desk.client.get(f"/inbox/{other.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/inbox/{talk.pk}/")
    page = desk.press("answer", text="x")
    late = Desk(cast.cleo, other).answers("The bus is at eight.", voice=talk.voice_id)
    assert (page.status_code, late.status_code) == (422, 302)
    assert "Something was said since you wrote this" in desk.page()
    parted = desk.press("part", gone=other.pk)
    assert (parted.status_code, parted["Location"]) == (302, f"/inbox/{other.pk}/")
    assert desk.press("part", gone=other.pk).status_code == 404
