"""Public pages are made once a version, and every table they read counts its changes."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manyvoices import wiring
from manyvoices.core import versions
from manyvoices.core.kept_answers import ANSWERS
from manyvoices.federation import uris
from manyvoices.federation.actions.ensure_key import ensure_key
from manyvoices.federation.indexing import index
from manyvoices.federation.models import Note, ReactionKind
from manyvoices.people.models import Organisation
from manyvoices.voices.addresses import actor_uri, host
from manyvoices.voices.models import Voice
from manyvoices.web.public.tests.rows import a_post, a_reaction, a_reply, somebody
from tests.cast import Cast

PAGES = """/ /@bo /topics /topics/snow /units /languages/en /experts /feed.atom /@bo/feed.rss /sitemap.xml /brand.css
/imprint/ /contact/"""
# What stands for itself: their rows decide nothing of what is shown, or are read only with a signature.
NOT_SHOWN = {"core_version", "django_session", "sqlite_master", "pg_trigger"}


@pytest.fixture
def counted(db: None) -> Iterator[None]:
    """As the product is started: with the triggers, and with nothing kept yet."""
    ANSWERS.clear()
    versions.count_changes()
    yield
    versions._known.clear()
    ANSWERS.clear()


def a_full_house(cast: Cast) -> Note:
    said = a_post(cast.bo_voice, '<p>More <span class="hashtag">#snow</span> on the line.</p>')
    index(said)
    ensure_key(voice=cast.bo_voice)
    a_reply(said, somebody())
    a_reaction(said, somebody(), ReactionKind.LIKE)
    return said


def places(cast: Cast, said: Note) -> list[str]:
    webfinger = f"/.well-known/webfinger?resource=acct:bo@{host()}"
    documents = [actor_uri(cast.bo_voice), uris.note(said.pk), webfinger]
    return [
        *PAGES.split(),
        f"/@bo/{said.pk}",
        *("/" + one.split("/", 3)[3] if "://" in one else one for one in documents),
    ]


def test_every_table_that_a_public_page_reads_counts_its_changes(cast: Cast, client: Client) -> None:
    said = a_full_house(cast)
    read: dict[str, str] = {}
    for path in places(cast, said):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(path).status_code == 200, path
        for query in asked.captured_queries:
            for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"]):
                read.setdefault(table, path)
    missing = {
        table: path for table, path in read.items() if table not in {*wiring.SHOWN_IN_PUBLIC, *NOT_SHOWN}
    }
    assert missing == {}


def made(client: Client, path: str) -> int:
    """How many queries the page takes, beside the one for the version."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200, path
    return len(asked.captured_queries) - 1


@pytest.mark.usefixtures("counted")
def test_the_second_look_at_a_page_takes_one_query(cast: Cast, client: Client) -> None:
    said = a_full_house(cast)
    for path in places(cast, said):
        first, before = client.get(path), made(client, path)
        assert before == 0, path
        assert client.get(path).content == first.content
        assert client.get(path)["Cache-Control"] == first["Cache-Control"]


@pytest.mark.usefixtures("counted")
def test_whatever_changes_is_seen_at_once(cast: Cast, client: Client) -> None:
    said = a_full_house(cast)
    page = f"/@bo/{said.pk}"
    assert "on the line" in client.get(page).content.decode()
    Note.objects.filter(pk=said.pk).update(html="<p>off the line</p>")
    assert "off the line" in client.get(page).content.decode()
    with connection.cursor() as cursor:  # also by whoever never heard of us
        cursor.execute("UPDATE voices_voice SET name = 'Bo the Second' WHERE id = %s", [cast.bo_voice.pk])
    assert "Bo the Second" in client.get(page).content.decode()
    Voice.objects.filter(pk=cast.bo_voice.pk).update(hidden_since=said.published_at)
    assert client.get(page).status_code == 404


@pytest.mark.usefixtures("counted")
def test_what_was_rolled_back_was_never_shown(cast: Cast, client: Client) -> None:
    before = versions.current("posts", "profiles")
    with transaction.atomic():
        Organisation.objects.update(name="Southlight")
        transaction.set_rollback(True)
    assert versions.current("posts", "profiles") == before
    assert "Southlight" not in client.get("/").content.decode()


@pytest.mark.usefixtures("counted")
def test_a_signed_question_is_answered_anew(cast: Cast, client: Client) -> None:
    a_full_house(cast)
    actor = "/" + actor_uri(cast.bo_voice).split("/", 3)[3]
    assert made(client, actor) > 0
    assert made(client, actor) == 0
    with CaptureQueriesContext(connection) as asked:
        assert client.get(actor, headers={"Signature": 'keyId="x"'}).status_code == 200
    assert len(asked.captured_queries) > 1


def test_without_the_triggers_nothing_is_kept(cast: Cast, client: Client) -> None:
    assert versions.current("posts") is None
    client.get("/")
    Organisation.objects.update(name="Southlight")
    assert "Southlight" in client.get("/").content.decode()


@pytest.mark.usefixtures("counted")
def test_making_the_triggers_twice_does_nothing_more(cast: Cast) -> None:
    versions.count_changes()
    before = versions.current("posts")
    a_post(cast.bo_voice)
    assert before == ""
    assert versions.current("posts") == "posts:1"
