"""What was answered stands in its conversation: no list of posts shows it to colleagues who may not read there."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from manyvoices.conversations.actions.answer_conversation import answer_conversation
from manyvoices.conversations.answering import Unseen
from manyvoices.conversations.models import Message, ReplyDraft
from manyvoices.conversations.tests.asked import asked, opened
from manyvoices.conversations.work.answers import settle_answers
from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person, RoleName
from manyvoices.publishing.models import Delivery, Post
from manyvoices.publishing.queries.planning import calendar_posts
from manyvoices.publishing.queries.posts import delivery_of, planned, post_in_view
from manyvoices.publishing.queries.said_before import said_before
from manyvoices.voices.models import Voice
from tests.cast import Cast, make_cast, role


@pytest.mark.parametrize("read_by", ["public", "direct"])
def test_no_list_shows_it_and_one_for_few_is_its_authors(cast: Cast, read_by: str) -> None:
    opened(cast.brand_voice, cast.cleo)
    talk = asked(cast)
    message = answer_conversation(
        actor=cast.cleo,
        conversation=talk,
        voice=cast.brand_voice,
        text="Your number is 4711.",
        seen_version=talk.version,
        audience=read_by,
    )
    post = message.post
    assert post is not None
    day, all_voices = timedelta(days=1), Voice.objects.all()
    assert not calendar_posts(all_voices, clock.now() - day, clock.now() + day)
    assert not planned(cast.cleo)
    assert not said_before(cast.brand_voice, "Your number is 4711.")
    row = Delivery.objects.get()
    assert (post_in_view(cast.cleo, post.pk), delivery_of(cast.cleo, row.pk)) == (post, row)
    if read_by == "public":
        assert post_in_view(cast.ada, post.pk) == post
        return
    for look in (lambda: post_in_view(cast.ada, post.pk), lambda: delivery_of(cast.ada, row.pk)):
        with pytest.raises(NotThere):
            look()


# promise F6
@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets writers pass one by one")
def test_colleagues_who_press_in_the_same_moment_send_one_answer(transactional_db: None) -> None:
    cast = make_cast()
    talk = asked(cast)
    crowd = [cast.ada, cast.bo, cast.cleo, cast.dan]
    for person in crowd[1:]:
        role(person, RoleName.EDITOR, cast.root)
        opened(cast.brand_voice, person)
    together = Barrier(len(crowd))

    def press(person: Person) -> Message | None:
        try:
            together.wait(10)
            return answer_conversation(
                actor=person,
                conversation=talk,
                voice=cast.brand_voice,
                text=f"{person.name} says: at eight.",
                seen_version=talk.version,
            )
        except Unseen:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(crowd)) as pressing:
        sent = [message for message in pressing.map(press, crowd) if message]
    assert len(sent) == Post.objects.count() == 1


def test_undone_on_the_page_of_posts_it_waits_in_its_conversation(cast: Cast, client: Client) -> None:
    opened(cast.brand_voice, cast.cleo)
    talk = asked(cast)
    message = answer_conversation(
        actor=cast.cleo,
        conversation=talk,
        voice=cast.brand_voice,
        text="Too quick.",
        seen_version=talk.version,
        undo=timedelta(seconds=30),
    )
    client.force_login(cast.cleo)
    answer = client.post(reverse("post-undo", args=[message.post_id]), follow=True)
    assert answer.status_code == 200
    assert "wait in its conversation" in answer.content.decode()
    assert settle_answers() == 1
    assert ReplyDraft.objects.get().text == "Too quick."
