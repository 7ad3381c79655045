"""Which public pages and documents are asked for, and a change that makes each of them be made anew."""

from urllib.parse import urlsplit

from manyvoices.federation.models import Note
from manyvoices.people.models import Organisation
from manyvoices.voices.addresses import actor_uri, host


def places(newest: Note) -> list[tuple[str, str]]:
    """Name and path of each."""
    voice = newest.voice
    assert voice is not None  # noqa: S101 - the bench made it so
    return [
        ("home", "/"),
        ("voice", f"/@{voice.handle}"),
        ("post", f"/@{voice.handle}/{newest.pk}"),
        ("actor", urlsplit(actor_uri(voice)).path),
        ("webfinger", f"/.well-known/webfinger?resource=acct:{voice.handle}@{host()}"),
    ]


def change_something() -> None:
    """Writes a row that every page may show."""
    Organisation.objects.update(introduction="Here speak the people who run the trains.")
