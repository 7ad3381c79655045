"""Who can tell me about brakes? Publicly voices and who agreed to be named; inside also those without a voice."""

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.people.models import Consent, Expertise, Person, Purpose, Topic
from manyvoices.voices.models import Speaker, Voice
from manyvoices.web.public.tests.test_subjects import read
from tests.cast import PASSWORD, Cast, consent


@pytest.fixture
def brakes(cast: Cast) -> Topic:
    return Topic.objects.create(name="Brakes", names={"de": "Bremsen"}, tag="brakes", made_at=clock.now())


def knows(person: Person, topic: Topic) -> Expertise:
    return Expertise.objects.create(person=person, topic=topic, since=clock.now())


def order(page: str) -> list[str]:
    """The handles found, in their order."""
    shown = page[page.index('id="found-title"') :]
    handles = ("northlight", "ada", "bo")
    return sorted((one for one in handles if f"/@{one}" in shown), key=lambda one: shown.index(f"/@{one}"))


def test_who_names_the_topic_comes_before_who_mentions_it(client: Client, cast: Cast, brakes: Topic) -> None:
    cast.bo_voice.topics.add(brakes)
    Voice.objects.filter(pk=cast.ada_voice.pk).update(bio="Once I wrote about a brake.")
    for asked in (
        "brakes",
        "brake",
        "Who can tell me about brakes?",
        "Wer kann mir etwas über Bremsen sagen",
    ):
        assert order(read(client, "/experts?q=" + asked.replace(" ", "+")))[0] == "bo", asked
    assert order(read(client, "/experts?q=brakes")) == ["bo", "ada"]
    assert order(read(client, "/experts?topic=brakes")) == ["bo"]


def test_filters_join(client: Client, cast: Cast, brakes: Topic) -> None:
    Voice.objects.filter(pk=cast.bo_voice.pk).update(languages=["de"])
    assert order(read(client, f"/experts?unit={cast.operations.pk}")) == ["bo"]
    assert order(read(client, "/experts?language=de")) == ["bo"]
    assert order(read(client, f"/experts?language=de&unit={cast.elsewhere.pk}")) == []
    assert order(read(client, "/experts")) == ["northlight", "ada", "bo"]


def test_a_person_behind_a_shared_voice_is_named_by_their_own_yes_alone(
    client: Client, cast: Cast, brakes: Topic
) -> None:
    Speaker.objects.create(voice=cast.brand_voice, person=cast.cleo, because="help", since=clock.now())
    knows(cast.cleo, brakes)
    page = read(client, "/experts?q=brakes")
    assert "Cleo" not in page
    assert order(page) == []
    channel = cast.brand_voice.channels.get()
    yes = consent(cast.cleo, Purpose.BE_NAMED, channel)
    page = read(client, "/experts?q=brakes")
    assert "Cleo" in page
    assert order(page) == ["northlight"]
    Consent.objects.filter(pk=yes.pk).update(withdrawn_at=clock.now())
    assert "Cleo" not in read(client, "/experts?q=brakes")


def test_colleagues_find_each_other_without_a_voice(client: Client, cast: Cast, brakes: Topic) -> None:
    knows(cast.dan, brakes)
    knows(cast.bo, brakes)
    assert "Dan" not in read(client, "/experts?q=brakes")
    assert client.get("/experts/colleagues")["Location"].startswith("/sign-in")
    assert client.login(email="eve@northlight.example", password=PASSWORD)
    for query in ("?q=brakes", "?topic=brakes", "?q=Bremse"):
        page = read(client, f"/experts/colleagues{query}")
        assert "Dan" in page, query
        assert "https://voices.example/@bo" in page
        assert "@northlight.example" not in page
    assert "Brakes" in read(client, "/experts/colleagues")
    assert "Nobody has said so yet" in read(client, "/experts/colleagues?q=zebra")
    Expertise.objects.update(ended_at=clock.now())
    assert "Dan" not in read(client, "/experts/colleagues?q=brakes")


def test_who_left_is_not_found(client: Client, cast: Cast, brakes: Topic) -> None:
    knows(cast.dan, brakes)
    Person.objects.filter(pk=cast.dan.pk).update(is_active=False)
    assert client.login(email="eve@northlight.example", password=PASSWORD)
    assert "Dan" not in read(client, "/experts/colleagues?q=brakes")
