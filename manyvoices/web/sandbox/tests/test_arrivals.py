"""The page that shows what arrived on the practice network."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from manyvoices.core import clock
from manyvoices.networks.sandbox.arrived import FILE
from manyvoices.networks.sandbox.connect import PRESETS, account
from manyvoices.networks.sandbox.faults import NAMES
from manyvoices.networks.sandbox.posts import Posts
from manyvoices.people.models import Person
from manyvoices.voices.models import Channel, Voice
from manyvoices.web.practising import PRACTICES, behaves
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"data_dir": tmp_path})


def practises(voice: Voice, options: dict[str, Any] | None = None) -> Channel:
    """The voice's practice channel."""
    address = f"{voice.handle}@sandbox"
    return Channel.objects.create(
        voice=voice, network="sandbox", address=address, options=options or {}, connected_at=clock.now()
    )


def posts(account: str, *contents: dict[str, Any]) -> list[str]:
    """What the network accepted, in order, by the network's own hand; the ids."""
    network = Posts(settings.CONFIG.data_dir / FILE)

    async def add() -> list[str]:
        return [await network.add(account, content) for content in contents]

    return asyncio.run(add())


def page(client: Client, person: Person, query: str = "") -> str:
    """The page as this person sees it."""
    client.force_login(person)
    answer = client.get(f"/practice{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_newest_stands_first_and_a_thread_stands_together(cast: Cast, client: Client) -> None:
    practises(cast.bo_voice)
    (first,) = posts("bo@sandbox", {"text": "Older thread", "key": "1"})
    posts(
        "bo@sandbox",
        {"text": "Newer post", "key": "2"},
        {"text": "Second part", "reply_to": first, "key": "3"},
    )
    seen = page(client, cast.bo)
    places = [seen.index(words) for words in ("Newer post", "Older thread", "Second part")]
    assert places == sorted(places)
    assert "A thread of 2 parts" in seen


def test_a_double_is_said_and_words_are_only_words(cast: Cast, client: Client) -> None:
    practises(cast.bo_voice)
    posts("bo@sandbox", *[{"text": "<script>alert(1)</script>", "key": "same"}] * 2)
    seen = page(client, cast.bo)
    assert seen.count("It arrived 2 times") == 2
    assert "<script>alert" not in seen


def test_pictures_come_with_their_words_and_from_here(cast: Cast, client: Client) -> None:
    practises(cast.bo_voice)
    media = {"url": f"{settings.CONFIG.public_url}/media/a.webp", "alt": "A train in snow"}
    posts("bo@sandbox", {"text": "Look", "media": [media]})
    assert '<img src="/media/a.webp" alt="A train in snow"' in page(client, cast.bo)


def test_others_see_nothing_of_it_and_the_lead_does(cast: Cast, client: Client) -> None:
    practises(cast.bo_voice)
    posts("bo@sandbox", {"text": "Only practising"})
    assert "Only practising" not in page(client, cast.dan)
    assert "Only practising" not in page(client, cast.dan, "?account=bo@sandbox")
    assert "Only practising" in page(client, cast.ada)


def test_one_account_alone(cast: Cast, client: Client) -> None:
    practises(cast.bo_voice)
    practises(cast.brand_voice)
    posts("bo@sandbox", {"text": "Of Bo"})
    posts(f"{cast.brand_voice.handle}@sandbox", {"text": "Of the brand"})
    both = page(client, cast.ada)
    assert "Of Bo" in both
    assert "Of the brand" in both
    assert "Of the brand" not in page(client, cast.ada, "?account=bo@sandbox")


def test_without_a_file_or_a_channel_it_says_what_to_do(cast: Cast, client: Client) -> None:
    assert "No voice practises yet" in page(client, cast.bo)
    practises(cast.bo_voice)
    assert "Nothing has arrived yet" in page(client, cast.bo)


def test_it_is_paged_and_asks_the_database_as_often_for_one_as_for_many(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    practises(cast.bo_voice)
    posts("bo@sandbox", *[{"text": f"Post {number:03}"} for number in range(45)])
    page(client, cast.bo)
    with django_assert_max_num_queries(25):
        seen = page(client, cast.bo, "?page=3")
    assert "Post 004" in seen
    assert "Post 005" not in seen


def test_what_can_be_chosen_can_be_connected_and_is_read_back(cast: Cast) -> None:
    for value, words in PRACTICES:
        network, _space, behaviour = value.partition(" ")
        assert behaviour in NAMES | PRESETS.keys()
        options = account("", "bo@x", behaviour)[1]
        assert behaves(Channel(network=network, address="bo@x", options=options)) == words
    assert "by hand" in str(behaves(Channel(network="sandbox", address="bo@x", options={"times": 3})))


def test_an_answer_says_whom_it_answers_and_who_reads_it(cast: Cast, client: Client) -> None:
    practises(cast.bo_voice)
    posts(
        "bo@sandbox",
        {
            "text": "At eight.",
            "key": "1",
            "reply_to": "asked-1",
            "audience": "direct",
            "mentions": [{"id": "4711", "address": "@lena<b>"}],
        },
    )
    seen = page(client, cast.bo)
    assert "At eight." in seen
    assert "An answer to <bdi>@lena&lt;b&gt;</bdi>" in seen
    assert "only those named read it" in seen
