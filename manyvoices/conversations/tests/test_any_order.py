"""Whatever the order in which things arrive, split into whatever batches, however often: the same rows."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyvoices.conversations.actions.store_messages import store_messages
from manyvoices.conversations.models import Contact, Conversation, Identity, Message, TakenBack
from manyvoices.conversations.tests.said import LENA, MILO, NOON, batch, said
from manyvoices.networks.contract import Arrived
from manyvoices.voices.models import Channel
from tests.cast import Cast

LATER = NOON + timedelta(days=2)


@st.composite
def threads(draw: st.DrawFn) -> list[Arrived]:
    """Up to nine things said by two people, each answering nothing, something nobody told us of, or one before it."""
    found: list[Arrived] = []
    for number in range(draw(st.integers(1, 9))):
        to = draw(st.sampled_from(["", "elsewhere", *(one.remote_id for one in found)]))
        author = draw(st.sampled_from([LENA, MILO]))
        found.append(said(f"n{number}", f"Words {number}", to=to, minute=number, author=author))
        if draw(st.booleans()):
            edited = NOON + timedelta(hours=number + 1)
            found[-1:] = [
                found[-1],
                said(f"n{number}", f"New {number}", to=to, minute=number, author=author, edited_at=edited),
            ]
    return found


def rows() -> object:
    """All that is to be the same."""
    messages = {
        one.remote_id: (one.text, one.edited_at, one.identity and one.identity.name, one.conversation.root)
        for one in Message.objects.select_related("identity", "conversation")
    }
    conversations = sorted(
        (
            one.root,
            one.contact.name,
            one.first_at,
            one.last_at,
            one.inbound_at,
            one.messages_count,
            one.preview,
            one.standing,
        )
        for one in Conversation.objects.filter(merged_into=None).select_related("contact")
    )
    people = sorted(Contact.objects.values_list("name", "first_seen_at", "last_seen_at"))
    return messages, conversations, people


def arrive(channel: Channel, batches: list[list[Arrived]]) -> object:
    """The rows after these batches, from nothing."""
    Message.objects.all().delete()
    TakenBack.objects.all().delete()
    Conversation.objects.update(merged_into=None)
    Conversation.objects.all().delete()
    Identity.objects.all().delete()
    Contact.objects.all().delete()
    for some in batches:
        store_messages(channel=channel, batch=batch(*some), now=LATER)
    return rows()


# promise F1
# promise F3
@pytest.mark.django_db
@pytest.mark.parametrize("examples", [12, pytest.param(200, marks=pytest.mark.long)])
def test_the_order_of_arrival_changes_nothing(cast: Cast, examples: int) -> None:
    channel = Channel.objects.select_related("voice").get(voice=cast.brand_voice)

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(threads(), st.data())
    def check(found: list[Arrived], data: st.DataObject) -> None:
        expected = arrive(channel, [found])
        again = [*found, *data.draw(st.lists(st.sampled_from(found), max_size=4))]
        mixed = data.draw(st.permutations(again))
        sizes = data.draw(st.lists(st.integers(1, 4), min_size=len(mixed), max_size=len(mixed)))
        batches = []
        for size in sizes:
            batches.append(mixed[:size])
            mixed = mixed[size:]
        assert arrive(channel, [one for one in batches if one]) == expected

    check()
