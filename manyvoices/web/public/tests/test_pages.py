"""Each public page: what it shows, and to what it answers that there is nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.core.models import World
from manyvoices.federation.models import Note, ReactionKind, Showing
from manyvoices.people.models import Organisation
from manyvoices.voices.models import Voice, VoiceKind
from manyvoices.web.public.tests.rows import PICTURE, a_post, a_reaction, a_reply, somebody
from tests.cast import Cast, voice

PLACES = ["/", "/imprint/", "/contact/", "/feed.atom", "/sitemap.xml", "/robots.txt", "/brand.css"]


def path_of(note: Note) -> str:
    return note.url.removeprefix("https://voices.example")


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_home_shows_every_voice_and_what_was_said_last(client: Client, cast: Cast) -> None:
    a_post(cast.bo_voice, "<p>Good morning from the depot.</p>")
    page = text(client, "/")
    for shown in ("Northlight", "@bo", "/@ada", "Good morning from the depot."):
        assert shown in page


def test_home_without_a_post_says_so(client: Client, cast: Cast) -> None:
    assert "Nothing has been published yet." in text(client, "/")


# A voice of the demo is no voice of the organisation, and one that was closed speaks no more.
@pytest.mark.parametrize(
    "change", [{"world": World.DEMO}, {"world": World.DRILL}, {"closed_at": clock.now()}]
)
def test_a_voice_that_is_not_public_is_nowhere(client: Client, cast: Cast, change: dict[str, object]) -> None:
    note = a_post(cast.bo_voice, "<p>Unheard words.</p>")
    Voice.objects.filter(pk=cast.bo_voice.pk).update(**change)
    for path in ("/@bo", "/@bo/feed.atom", path_of(note)):
        text(client, path, 404)
    for path in PLACES:
        page = text(client, path)
        assert "Unheard words." not in page
        assert "/@bo" not in page


@pytest.mark.parametrize(
    "change",
    [
        {"public": False},
        {"world": World.DRILL},
        {"world": World.DEMO},
        {"showing": Showing.HIDDEN},
    ],
)
def test_a_note_that_is_not_public_is_nowhere(client: Client, cast: Cast, change: dict[str, object]) -> None:
    note = a_post(cast.bo_voice, "<p>Unheard words.</p>", **change)
    text(client, path_of(note), 404)
    for path in ("/", "/@bo", "/feed.atom", "/@bo/feed.atom", "/sitemap.xml"):
        page = text(client, path)
        assert "Unheard words." not in page
        assert str(note.pk) not in page


@pytest.mark.parametrize("path", ["/@nobody", "/@nobody/feed.atom", "/@nobody/1", "/@bo/1", "/nothing", "/@"])
def test_what_nobody_knows_is_not_there(client: Client, cast: Cast, path: str) -> None:
    assert "There is nothing here" in text(client, path, 404)


def test_a_key_larger_than_any_row_is_not_there(client: Client, cast: Cast) -> None:
    text(client, "/@bo/9999999999999999999", 404)
    text(client, "/@bo/99999999999999999999", 404)


def test_a_post_stands_under_its_own_voice_alone(client: Client, cast: Cast) -> None:
    note = a_post(cast.bo_voice)
    text(client, f"/@ada/{note.pk}", 404)


def test_a_deleted_post_is_gone_for_good(client: Client, cast: Cast) -> None:
    note = a_post(cast.bo_voice, "", deleted_at=clock.now())
    page = text(client, path_of(note), 410)
    assert "This was taken down" in page
    assert "More from Bo" in page
    assert str(note.pk) not in text(client, "/@bo")


def test_a_post_shows_its_replies_and_what_came_before(client: Client, cast: Cast) -> None:
    now = clock.now()
    a_post(cast.bo_voice, "<p>Yesterday's words.</p>", published_at=now - timedelta(days=1))
    note = a_post(cast.bo_voice, attachments=[PICTURE], edited_at=now)
    mia = somebody("Mia")
    a_reply(note, mia, "<p>Thank you, Bo!</p>")
    a_reaction(note, mia, ReactionKind.LIKE)
    a_reaction(note, mia, ReactionKind.ANNOUNCE)
    page = text(client, path_of(note))
    for shown in (
        "Thank you, Bo!",
        "@mia@social.example",
        "Yesterday&#x27;s words.",
        "1 reply",
        "1 like",
        "1 boost",
        "edited",
        'src="/media/0123456789abcdef0123456789abcdef.jpg"',
        'alt="A red train in the snow"',
    ):
        assert shown in page, shown


@pytest.mark.parametrize(
    "change",
    [
        {"showing": Showing.HIDDEN},
        {"showing": Showing.AWAITING},
        {"public": False},
        {"deleted_at": clock.now()},
    ],
)
def test_a_reply_that_is_not_shown_is_not_counted_either(
    client: Client, cast: Cast, change: dict[str, object]
) -> None:
    note = a_post(cast.bo_voice)
    a_reply(note, somebody(), "<p>Unseen words.</p>", **change)
    page = text(client, path_of(note))
    assert "Unseen words." not in page
    assert "1 reply" not in page


def test_many_replies_come_page_by_page(client: Client, cast: Cast) -> None:
    note = a_post(cast.bo_voice)
    mia = somebody()
    for number in range(101):
        a_reply(
            note, mia, f"<p>Word {number}.</p>", published_at=note.published_at + timedelta(minutes=number)
        )
    first = text(client, path_of(note))
    assert "Word 0." in first
    assert "Word 100." not in first
    assert 'rel="next"' in first
    assert "Word 100." in text(client, f"{path_of(note)}?page=2")


def test_a_voice_shows_its_posts_page_by_page(client: Client, cast: Cast) -> None:
    now = clock.now()
    for number in range(21):
        a_post(cast.bo_voice, f"<p>Word {number}.</p>", published_at=now - timedelta(minutes=number))
    first, second = text(client, "/@bo"), text(client, "/@bo?page=2")
    assert "Word 0." in first
    assert "Word 20." not in first
    assert "Word 20." in second
    assert "Word 0." not in second
    # A page that does not exist is the nearest that does: old links keep working.
    for query, shown in (("?page=99", "Word 20."), ("?page=x", "Word 0."), ("?page=-1", "Word 20.")):
        assert shown in text(client, f"/@bo{query}")


def test_a_content_warning_stands_before_the_words(client: Client, cast: Cast) -> None:
    note = a_post(cast.bo_voice, "<p>The whole story.</p>", content_warning="Accident")
    page = text(client, path_of(note))
    head, body = page.split("</head>")
    assert "The whole story." not in head
    assert body.index("<summary>") < body.index("Accident</span>") < body.index("The whole story.")


def test_imprint_and_contact_stand_as_written(client: Client, cast: Cast) -> None:
    assert "has not written its imprint yet" in text(client, "/imprint/")
    assert "a person reads it" in text(client, "/contact/")
    Organisation.objects.update(
        imprint="Northlight AS\nStation Road 1 <b>", contact="Ring 112.\nhttps://help.example"
    )
    assert "Northlight AS<br>Station Road 1 &lt;b&gt;" in text(client, "/imprint/")
    assert 'href="https://help.example"' in text(client, "/contact/")


def test_moments_are_told_in_the_time_of_the_organisation(client: Client, cast: Cast) -> None:
    note = a_post(cast.bo_voice, published_at=clock.now().replace(month=1, hour=11, minute=5))
    Organisation.objects.update(time_zone="Asia/Tokyo")
    assert "8:05 p.m." in text(client, path_of(note))


@pytest.mark.django_db
def test_before_set_up_the_home_says_what_to_do(client: Client) -> None:
    assert "Almost there" in text(client, "/")
    for path in ("/imprint/", "/contact/", "/feed.atom", "/@bo"):
        text(client, path, 404)
    for path in ("/sitemap.xml", "/robots.txt", "/brand.css"):
        text(client, path)


def test_each_brand_has_its_colour(client: Client, cast: Cast) -> None:
    css = text(client, "/brand.css")
    assert css == f':root{{--brand:#1f5c57}}\n[data-brand="{cast.brand.pk}"]{{--brand:#1f5c57}}'


def test_brands_come_first_on_the_wall(client: Client, cast: Cast) -> None:
    voice("zeta", "Zeta railways", kind=VoiceKind.BRAND, unit=cast.root, brand=cast.brand)
    page = text(client, "/")
    wall = page[page.index('id="voices"') :]
    assert wall.index("/@zeta") < wall.index("/@ada")
