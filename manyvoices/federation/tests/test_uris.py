import pytest
from django.conf import settings
from pytest_django import Settings

from manyvoices.federation import uris
from manyvoices.federation.tests.neighbours import loopback_config
from tests.cast import Cast

HERE = "https://voices.example"


def test_every_id_we_make_names_what_it_was_made_for(cast: Cast) -> None:
    voice = cast.bo_voice
    assert uris.resolve(f"{HERE}/actors/{voice.pk}") == uris.Named("actor", voice.pk)
    assert uris.resolve(uris.key_id(voice)) == uris.Named("key", voice.pk)
    assert uris.resolve(uris.inbox(voice)) == uris.Named("inbox", voice.pk)
    assert uris.resolve(uris.outbox(voice)) == uris.Named("outbox", voice.pk)
    assert uris.resolve(uris.followers(voice)) == uris.Named("followers", voice.pk)
    assert uris.resolve(uris.note(12)) == uris.Named("note", 12)
    assert uris.resolve(uris.create(uris.note(12))) == uris.Named("create", 12)


@pytest.mark.parametrize(
    "uri",
    [
        "", "actors/1", f"{HERE}/", f"{HERE}/actors/", f"{HERE}/actors/01", f"{HERE}/actors/0", f"{HERE}/actors/1/",
        f"{HERE}/actors/1?x=1", f"{HERE}/actors/1#other", f"{HERE}/actors/１", f"{HERE}/actors/9999999999999999999",
        "http://voices.example/actors/1", "https://voices.example.evil.example/actors/1", f"{HERE}:444/actors/1",
        "https://x@voices.example/actors/1", f"{HERE}/notes/1/../2", f"{HERE}/@bo", f"{HERE}\\actors/1",
    ],
)  # fmt: skip
def test_what_is_no_id_of_ours_names_nothing(uri: str) -> None:
    assert uris.resolve(uri) is None


def test_the_same_host_written_otherwise_is_ours() -> None:
    assert uris.resolve("https://Voices.Example:443/notes/3") == uris.Named("note", 3)


def test_plain_http_counts_on_loopback_alone_and_only_where_it_is_opened(settings: Settings) -> None:
    settings.CONFIG = loopback_config().model_copy(update={"base_url": "http://127.0.0.1:8000"})
    assert uris.resolve("http://127.0.0.1:8000/notes/3") == uris.Named("note", 3)
    settings.CONFIG = settings.CONFIG.model_copy(update={"allow_loopback_peers": False})
    assert uris.resolve("http://127.0.0.1:8000/notes/3") is None


def test_a_path_of_ours_becomes_a_whole_address() -> None:
    assert uris.absolute("/media/a.webp") == f"{settings.CONFIG.public_url}/media/a.webp"
    assert uris.absolute("https://else.example/a") == "https://else.example/a"
