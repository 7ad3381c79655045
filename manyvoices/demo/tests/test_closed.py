"""Federation in a demo: whoever it hears of on a real server is neither fetched nor written to."""

import asyncio

import pytest
from django.conf import settings

from manyvoices.core import clock
from manyvoices.core.http import Client
from manyvoices.core.work import Dead
from manyvoices.core.work.loop import way_out
from manyvoices.demo.tests.conftest import MARK
from manyvoices.federation.fetching import Errand, NotFetched
from manyvoices.federation.models import Dispatch
from manyvoices.federation.tests.neighbours import tools, with_key
from manyvoices.federation.work.posting import Post
from manyvoices.notifications.models import MailServer
from manyvoices.notifications.queries import mail_server
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_folder")]
FAR = "https://mastodon.social/users/lena"


def closed() -> Client:
    """The client of a demo's worker."""
    return Client(way_out(settings.CONFIG), user_agent="test")


def test_no_actor_of_a_real_server_is_fetched() -> None:
    async def go() -> None:
        async with closed() as http:
            await Errand(tools(http)).actor(f"{FAR}#main-key")

    with pytest.raises(NotFetched, match="demo"):
        asyncio.run(go())


@pytest.mark.parametrize("inbox", [f"{FAR}/inbox", f"{MARK.origin}/inbox"])
def test_no_letter_leaves_for_another_inbox(cast: Cast, inbox: str) -> None:
    voice = with_key(cast.bo_voice)
    row = Dispatch(
        voice=voice,
        type="Accept",
        activity_id=f"{FAR}#1",
        activity={"type": "Accept"},
        object_key="x",
        inbox=inbox,
        domain="mastodon.social",
        kind="story",
        made_at=clock.now(),
    )
    row.save()

    async def go() -> object:
        async with closed() as http:
            return (await Post().deliver(row, http)).answer

    answer = asyncio.run(go())
    assert isinstance(answer, Dead)
    assert "demo" in str(answer)


def test_no_letter_leaves_for_a_mailbox() -> None:
    MailServer.objects.create(host="mail.example", from_address="a@b.example", changed_at=clock.now())
    assert mail_server() is None
