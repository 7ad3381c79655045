"""Topics, departments and languages: who speaks there, what they said last, and to what the answer is that nobody does."""

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.federation.tests.neighbours import say
from manyvoices.people.models import Topic, Unit, UnitKind
from manyvoices.voices.models import Voice, VoiceKind
from manyvoices.web.public.tests.markup import Page
from tests.cast import Cast, voice


def read(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    page = answer.content.decode()
    assert status != 200 or (not Page(page).wrong and not Page(page).refused()), path
    return page


@pytest.fixture
def brakes(cast: Cast) -> Topic:
    """A topic that Bo speaks about."""
    made = Topic.objects.create(
        name="Brakes",
        names={"de": "Bremsen"},
        tag="brakes",
        description="What stops us.",
        made_at=clock.now(),
    )
    cast.bo_voice.topics.add(made)
    return made


def test_a_topic_shows_its_voices_and_posts(client: Client, cast: Cast, brakes: Topic) -> None:
    note = say(cast.ada_voice, text="New pads #Brakes")
    say(cast.ada_voice, key="2", text="Nothing of the kind")
    page = read(client, "/topics/brakes")
    for shown in ("Brakes", "What stops us.", "/@bo", note.url, "/topics/brakes/feed.json"):
        assert shown in page, shown
    assert "Nothing of the kind" not in page
    answer = client.get("/topics/BRAKES")
    assert (answer.status_code, answer["Location"]) == (301, "/topics/brakes")


def test_a_hashtag_is_a_topic_as_soon_as_somebody_uses_it(client: Client, cast: Cast, brakes: Topic) -> None:
    read(client, "/topics/snow", 404)
    say(cast.bo_voice, text="First #Snow, #Öfen on")
    assert "#snow" in read(client, "/topics/snow")
    read(client, "/topics/%C3%B6fen")
    listed = read(client, "/topics")
    for shown in ("Brakes", "1 voice", "#snow", "1 post", 'href="/topics/%C3%B6fen"'):
        assert shown in listed, shown


def test_a_topic_that_was_closed_is_a_hashtag_like_others(client: Client, cast: Cast, brakes: Topic) -> None:
    Topic.objects.update(closed_at=clock.now())
    read(client, "/topics/brakes", 404)
    assert "Brakes" not in read(client, "/topics")


def test_a_unit_shows_all_below_it(client: Client, cast: Cast) -> None:
    shed = Unit.objects.create(parent=cast.operations, kind=UnitKind.TEAM, name="Schuppen Süd")
    made = voice("shed", "The shed", kind=VoiceKind.GROUP, unit=shed, brand=cast.brand)
    note = say(made, text="Doors open")
    other = say(cast.ada_voice, key="2", text="Elsewhere")
    page = read(client, f"/units/{cast.operations.pk}-operations")
    for shown in ("Operations", "/@bo", "/@shed", note.url):
        assert shown in page, shown
    assert other.url not in page
    for old in (f"/units/{shed.pk}", f"/units/{shed.pk}-old-name"):
        assert client.get(old)["Location"] == f"/units/{shed.pk}-schuppen-sud"
    listed = read(client, "/units")
    assert "Schuppen Süd" in listed
    assert "Depot West" not in listed  # where nobody speaks
    for nowhere in (cast.elsewhere.pk, 1, 10**17):
        read(client, f"/units/{nowhere}", 404)


def test_a_language_shows_who_speaks_and_what_was_written_in_it(client: Client, cast: Cast) -> None:
    Voice.objects.filter(pk=cast.bo_voice.pk).update(languages=["de"])
    page = read(client, "/languages/de")
    for shown in ("Deutsch", "/@bo", "Nothing has been published here yet."):
        assert shown in page, shown
    assert "/@ada" not in page
    note = say(cast.ada_voice, text="Hello")
    assert note.url in read(client, "/languages/en")
    read(client, "/languages/xx", 404)


def test_what_a_voice_that_hides_spoke_about_is_nowhere(client: Client, cast: Cast, brakes: Topic) -> None:
    say(cast.bo_voice, text="Unheard #snow")
    Voice.objects.filter(pk=cast.bo_voice.pk).update(hidden_since=clock.now())
    read(client, "/topics/snow", 404)
    read(client, f"/units/{cast.operations.pk}", 404)
    for path in (
        "/topics",
        "/topics/brakes",
        "/units",
        "/languages/en",
        "/experts",
        "/search?q=unheard",
        "/embed",
    ):
        page = read(client, path)
        assert "/@bo" not in page, path
        assert "Unheard" not in page.replace("unheard", ""), path
    for path in ("/embed/posts?show=voice:bo", "/@bo/feed.json"):
        assert client.get(path).status_code == 404


def test_older_posts_follow_behind_the_last_one(client: Client, cast: Cast) -> None:
    notes = [say(cast.bo_voice, key=f"{n}", text=f"Word{n}. #snow") for n in range(22)]
    for path in (
        "/",
        "/topics/snow",
        f"/units/{cast.operations.pk}-operations",
        "/languages/en",
        "/search?q=snow",
    ):
        first = read(client, path)
        sign = "&" if "?" in path else "?"
        assert f"before={notes[2].pk}" in first, path
        second = read(client, f"{path}{sign}before={notes[2].pk}")
        assert notes[1].url in second
        assert notes[2].url not in second
    for odd in ("x", "-1", "9" * 40, "%00", str(2**63)):
        assert notes[21].url in read(client, f"/?before={odd}")


@pytest.mark.django_db
def test_before_set_up_there_is_nothing_to_find(client: Client) -> None:
    for path in (
        "/topics",
        "/units",
        "/experts",
        "/search",
        "/embed",
        "/embed/posts",
        "/topics/x",
        "/units/1",
    ):
        assert client.get(path).status_code == 404, path


def test_empty_pages_say_so(client: Client, cast: Cast) -> None:
    assert "No topics yet" in read(client, "/topics")
    assert "Type a word" in read(client, "/search")
    assert "No post says this" in read(client, "/search?q=nothing")
    assert "Nobody said so yet" in read(client, "/experts?q=nothing")
    assert "Nothing has been published here yet." in read(client, "/embed/posts")
    Voice.objects.update(closed_at=clock.now())
    for path in ("/units", "/experts"):
        assert "Nobody speaks here yet" in read(client, path)
