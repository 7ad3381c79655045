"""What is far too long, odd or many: kept as far as a person reads it, and shown as quickly as what is short."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyvoices.conversations.actions.store_messages import store_messages
from manyvoices.conversations.models import Conversation, Direction, Message
from manyvoices.conversations.models.message import LONGEST
from manyvoices.conversations.queries.conversation import MESSAGES, shown_to
from manyvoices.conversations.queries.inbox import Wanted, page_of
from manyvoices.conversations.tests.said import LENA, NOON, batch, said
from manyvoices.conversations.tests.talks import says, talk
from manyvoices.core.ids import new_id
from manyvoices.core.inserting import insert_each
from manyvoices.networks.contract import Arrived
from manyvoices.voices.models import Channel
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ODD = {
    "nul": "a\x00b",
    "surrogate": "half \ud83d emoji",
    "override": "harmless \u202egnp.exe",
    "broken": b"Gr\xfc\xdfe".decode("utf-8", "replace"),
    "wide": "\ufeff\u200b" * 50 + "zero",
    "zalgo": "Z" + "\u0335" * 3_000,
}


def reaches(cast: Cast, *arrived: Arrived) -> None:
    """Stored, as it is collected from the brand's channel."""
    channel = Channel.objects.select_related("voice").filter(voice=cast.brand_voice).first()
    if channel is None:
        channel = Channel.objects.create(
            voice=cast.brand_voice, network="sandbox", address="northlight", connected_at=NOON
        )
    store_messages(channel=channel, batch=batch(*arrived), now=NOON)


def test_a_message_of_a_megabyte_is_cut_and_says_so(cast: Cast) -> None:
    began = time.process_time()
    reaches(cast, said("long", "complaint " * 110_000))
    assert time.process_time() - began < 2
    one = Message.objects.get(remote_id="long")
    assert len(one.text) <= LONGEST
    assert one.is_cut


def test_odd_letters_are_stored_as_far_as_both_databases_take_them(cast: Cast) -> None:
    reaches(cast, *(said(name, text, minute=place) for place, (name, text) in enumerate(ODD.items())))
    stored = {one.remote_id: one.text for one in Message.objects.all()}
    assert stored.keys() == ODD.keys()
    assert "\x00" not in stored["nul"]
    assert "\u202e" not in stored["override"]
    assert all(text.encode() for text in stored.values())  # nothing that has no bytes


def asked(do: Callable[[], object]) -> tuple[int, float]:
    """How many questions it asked, and the processor's time."""
    began = time.process_time()
    with CaptureQueriesContext(connection) as questions:
        do()
    return len(questions), time.process_time() - began


@pytest.mark.long
def test_a_thread_of_five_thousand_is_stored_and_shown_like_a_short_one(cast: Cast) -> None:
    thread = [
        said(f"t{n}", f"Still waiting, {n}", to=f"t{n - 1}" if n else "", minute=n) for n in range(5_000)
    ]
    for first in range(0, len(thread), 200):
        reaches(cast, *thread[first : first + 200])
    (one,) = Conversation.objects.all()
    assert one.messages_count == 5_000
    short = talk(cast.root)
    few, quick = asked(lambda: shown_to(cast.ada, short.pk))
    many, slow = asked(lambda: shown_to(cast.ada, one.pk))
    assert many <= few + 2
    assert slow < 5 * quick + 0.1
    page = shown_to(cast.ada, one.pk)
    assert len(page.messages) == MESSAGES
    assert page.older


@pytest.mark.long
def test_a_contact_with_a_hundred_thousand_messages_is_opened_like_any_other(cast: Cast) -> None:
    short, long = talk(cast.root), talk(cast.root)
    first = says(long, "The first")
    for start in range(0, 100_000, 10_000):
        insert_each(
            Message(
                pk=new_id(),
                conversation=long,
                direction=Direction.IN,
                identity=first.identity,
                network="native",
                remote_id=f"https://social.example/many/{number}",
                text=f"Message {number}",
                said_at=NOON + timedelta(seconds=number),
                stored_at=NOON,
                done_at=NOON,
            )
            for number in range(start, start + 10_000)
        )
    few, quick = asked(lambda: shown_to(cast.ada, short.pk))
    many, slow = asked(lambda: shown_to(cast.ada, long.pk))
    assert many <= few + 2
    assert slow < 5 * quick + 0.1
    assert asked(lambda: page_of(cast.ada, Wanted()))[1] < 0.5
    reaches(cast, said("one-more", "And another one", author=LENA))
    assert Message.objects.filter(remote_id="one-more").exists()
