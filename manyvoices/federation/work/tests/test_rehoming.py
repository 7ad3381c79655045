from pytest_django import Settings

from manyvoices.config import Config
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.freezing import freeze
from manyvoices.federation.models import Note
from manyvoices.federation.tests.neighbours import local_config, say, with_key
from manyvoices.federation.work.rehoming import rehome_notes
from tests.cast import Cast


def written_at_home(cast: Cast, settings: Settings) -> tuple[Config, Note]:
    """A note from before the public address was set, and the settings with it."""
    public = settings.CONFIG
    settings.CONFIG = local_config()
    with_key(cast.ada_voice)
    note = say(cast.bo_voice, text="Hello @ada", pictures=[{"url": "/media/a.webp", "name": ""}])
    assert note.uri.startswith("http://localhost:8000/notes/")
    return public, note


def test_a_public_address_takes_the_notes_along(cast: Cast, settings: Settings) -> None:
    public, note = written_at_home(cast, settings)
    rehome_notes()
    settings.CONFIG = public
    for _ in range(2):
        rehome_notes()
    moved = Note.objects.get()
    assert moved.uri == f"https://voices.example/notes/{note.pk}"
    assert moved.url == f"https://voices.example/@bo/{note.pk}"
    assert moved.attachments[0]["url"] == "https://voices.example/media/a.webp"
    assert f'href="https://voices.example/actors/{cast.ada_voice.pk}"' in moved.html
    assert "localhost" not in str([moved.html, moved.attachments, moved.url])
    assert remove_note(uri=note.uri)


def test_once_frozen_nothing_moves(cast: Cast, settings: Settings) -> None:
    public, note = written_at_home(cast, settings)
    settings.CONFIG = public
    freeze("first follow")
    rehome_notes()
    assert Note.objects.get().uri == note.uri
