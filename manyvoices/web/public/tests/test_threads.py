"""A thread on our own server: one conversation, one line in every list."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manyvoices.federation.actions.publish_note import publish_note
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.content import content
from manyvoices.federation.models import Note
from manyvoices.web.public.tests.rows import a_reply, somebody
from tests.cast import Cast

PARTS = ["First part", "Second part", "Third part"]


@pytest.fixture
def thread(cast: Cast) -> list[Note]:
    """Three notes of Bo, one below the other, as their deliveries publish them."""
    notes: list[Note] = []
    for number, text in enumerate(PARTS):
        notes.append(
            publish_note(
                channel=cast.bo_voice.channels.get(),
                delivery_key=f"part-{number}",
                content=content(text=text, content_warning="", language="en", pictures=[]),
                kind="story",
                world="live",
                parent_uri=notes[-1].uri if notes else "",
            )
        )
    return notes


def page(client: Client, note: Note) -> str:
    return client.get(f"/@bo/{note.pk}").content.decode()


def test_the_first_part_shows_all_of_it_in_order(client: Client, thread: list[Note]) -> None:
    said = page(client, thread[0])
    places = [said.index(f"<p>{text}</p>") for text in PARTS]
    assert places == sorted(places)
    assert "from the beginning" not in said


def test_a_later_part_leads_to_the_beginning(client: Client, thread: list[Note]) -> None:
    said = page(client, thread[2])
    assert f'<a href="/@bo/{thread[0].pk}">' in said
    assert "<p>Third part</p>" in said
    assert "<p>Second part</p>" not in said


def test_lists_and_feeds_name_a_thread_once(client: Client, thread: list[Note]) -> None:
    for address in ("/", "/@bo", "/@bo/feed.atom"):
        said = client.get(address)
        assert said.status_code == 200
        assert "First part" in said.content.decode()
        assert "Second part" not in said.content.decode()


def test_what_is_answered_to_any_part_stands_below_the_thread(client: Client, thread: list[Note]) -> None:
    a_reply(thread[1], somebody(), "<p>I have a question.</p>")
    assert "I have a question." in page(client, thread[0])
    assert "I have a question." not in page(client, thread[2])


def test_a_part_that_was_taken_back_is_gone_from_it(client: Client, thread: list[Note]) -> None:
    remove_note(uri=thread[2].uri)
    assert "Third part" not in page(client, thread[0])


def test_a_longer_thread_asks_no_more_questions(client: Client, thread: list[Note], cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(client, thread[0])
        return len(asked)

    before = queries()
    publish_note(
        channel=cast.bo_voice.channels.get(),
        delivery_key="part-3",
        content=content(text="Fourth", content_warning="", language="en", pictures=[]),
        kind="story",
        world="live",
        parent_uri=thread[2].uri,
    )
    assert queries() <= before
