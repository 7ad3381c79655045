"""The doctor: one real call, kept word for word, without a secret and without an effect."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client as Browser

from manyvoices.core.http import HttpError, NotSent, Response
from manyvoices.core.work import Tools
from manyvoices.core.work.drain import drain
from manyvoices.federation.tests.neighbours import tools
from manyvoices.people.models import Person
from manyvoices.publishing.actions.examine_channel import examine_channel
from manyvoices.publishing.models import Delivery, Examination
from manyvoices.publishing.work.examinations import Examinations
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Channel
from tests.cast import Cast

pytestmark = pytest.mark.django_db
CANARY = "canary-channel-token"


class Web:
    """A network that says one thing."""

    def __init__(self, said: Response | HttpError) -> None:
        self.said = said
        self.asked: list[str] = []

    async def request(self, method: str, url: str, **options: Any) -> Response:
        self.asked.append(f"{method} {url}")
        if isinstance(self.said, HttpError):
            raise self.said
        return self.said


def sandbox(cast: Cast) -> Channel:
    return Channel.objects.create(
        voice=cast.bo_voice,
        network="sandbox",
        address="bo@sandbox",
        secret=CANARY,
        connected_at=cast.organisation.set_up_at,
    )


def examined(channel: Channel, who: Person, said: Response | HttpError) -> Examination:
    row = examine_channel(actor=who, channel=channel)
    web: Any = Web(said)

    async def go() -> None:
        with_web: Tools = replace(tools(web), home=web)
        while await drain(Examinations(), with_web):
            pass

    asyncio.run(go())
    row.refresh_from_db()
    return row


def answer(status: int, body: str, **headers: str) -> Response:
    return Response(status, headers, body.encode(), "http://here")


def test_what_works_is_said_to_work(cast: Cast) -> None:
    row = examined(
        sandbox(cast), cast.bo, answer(200, '{"posts": []}', **{"content-type": "application/json"})
    )
    assert (row.passed, row.failure) == (True, "")
    assert row.exchanges[0]["body"] == '{"posts": []}'
    assert row.finished_at
    assert not Delivery.objects.exists()


# promise J1
@pytest.mark.parametrize(
    ("said", "failure", "raw"),
    [
        (answer(401, '{"error": "token expired"}'), "Reconnect", "token expired"),
        (answer(422, '{"error": "no scope write"}'), "Rejected", "no scope write"),
        (answer(500, "<h1>Oops</h1>"), "Unknown", "<h1>Oops</h1>"),
        (answer(200, "not json"), "Unknown", "not json"),
        (answer(429, "slow down", **{"retry-after": "7"}), "TryLater", "slow down"),
        (NotSent("Nobody listens at this address."), "TryLater", "Nobody listens"),
    ],
)
def test_each_failure_is_kept_word_for_word_and_explained(
    cast: Cast, said: Response | HttpError, failure: str, raw: str
) -> None:
    channel = sandbox(cast)
    row = examined(channel, cast.bo, said)
    assert (row.passed, row.failure) == (False, failure)
    bo = Browser()
    bo.force_login(cast.bo)
    page = bo.get(f"/voices/{channel.voice_id}/channels/{channel.pk}/doctor").content.decode()
    assert row.number in page
    assert raw.replace("<", "&lt;").replace(">", "&gt;") in page
    assert CANARY not in page
    assert CANARY not in str(row.exchanges)


def test_the_native_channel_is_asked_for_from_outside(cast: Cast) -> None:
    channel = Channel.objects.get(voice=cast.bo_voice, network="native")
    good = examined(channel, cast.bo, answer(200, f'{{"links": ["{actor_uri(cast.bo_voice)}"]}}'))
    assert good.passed, good.said
    other = examined(channel, cast.bo, answer(200, '{"links": ["https://other.example/actors/1"]}'))
    assert (other.passed, "another server" in other.said) == (False, True)


def test_a_wrong_clock_is_noticed(cast: Cast) -> None:
    old = answer(200, '{"posts": []}', date="Mon, 05 Jan 2026 07:00:00 GMT")
    row = examined(sandbox(cast), cast.bo, old)
    assert (row.clock_off_s or 0) > 3600
    bo = Browser()
    bo.force_login(cast.bo)
    page = bo.get(f"/voices/{row.channel.voice_id}/channels/{row.channel_id}/doctor").content.decode()
    assert "A clock is wrong" in page


def test_pressed_twice_it_is_one_examination(cast: Cast) -> None:
    channel = sandbox(cast)
    bo = Browser()
    bo.force_login(cast.bo)
    for _ in range(2):
        assert bo.post(f"/voices/{channel.voice_id}/channels/{channel.pk}/doctor").status_code == 302
    assert Examination.objects.count() == 1


# promise I1
def test_nobody_examines_what_is_not_theirs(cast: Cast) -> None:
    channel = sandbox(cast)
    for name, status in {"ada": 403, "eve": 404, "dan": 404}.items():
        other = Browser()
        other.force_login(getattr(cast, name))
        assert other.post(f"/voices/{channel.voice_id}/channels/{channel.pk}/doctor").status_code == status
        wrong = f"/voices/{cast.ada_voice.pk}/channels/{channel.pk}/doctor"
        assert other.get(wrong).status_code in {403, 404}
    assert not Examination.objects.exists()
