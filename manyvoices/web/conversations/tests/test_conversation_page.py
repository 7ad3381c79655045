"""The page of one conversation through the front door."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manyvoices.conversations.models import Conversation
from manyvoices.conversations.tests.asked import asked, opened
from tests.cast import Cast


def at(conversation: Conversation, press: str = "") -> str:
    """The address of the page, or of a button on it."""
    return f"/inbox/{conversation.pk}/{press}"


def signed_in(who: object) -> Client:
    client = Client()
    client.force_login(who)  # type: ignore[arg-type]
    return client


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    """A complaint to the brand, which is open to Cleo."""
    opened(cast.brand_voice, cast.cleo, may_publish=False)
    return asked(cast)


def test_first(cast: Cast, talk: Conversation) -> None:
    client = signed_in(cast.cleo)
    with CaptureQueriesContext(connection, ) as seen:
        page = client.get(at(talk))
    assert page.status_code == 200
