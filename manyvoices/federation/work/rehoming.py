"""Notes that were written before the installation had its public address move to it, while nobody else knows them."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from manyvoices.config import Config
from manyvoices.federation import uris
from manyvoices.federation.models import FrozenHost, Note

AT_ONCE = 200


def rehome_notes() -> None:
    """A chore: gives our notes, at most 200 a turn, ids and addresses on the public address of today.

    Does nothing once the host is frozen: from then on ids are for good.
    """
    config: Config = settings.CONFIG
    if config.federates and not FrozenHost.objects.exists():
        for note in _elsewhere()[:AT_ONCE]:
            _rehome(note)


def _elsewhere() -> "QuerySet[Note]":
    return Note.objects.filter(voice__isnull=False).exclude(uri__startswith=f"{uris.origin()}/")


def _rehome(note: Note) -> None:
    before = note.uri.removesuffix(f"/notes/{note.pk}")

    def moved(address: str) -> str:
        return uris.origin() + address.removeprefix(before) if address.startswith(f"{before}/") else address

    pictures: list[dict[str, Any]] = [{**item, "url": moved(item["url"])} for item in note.attachments]
    answered = note.in_reply_to_uri if note.in_reply_to is None else moved(note.in_reply_to_uri)
    Note.objects.filter(pk=note.pk).update(
        uri=uris.note(note.pk),
        url=moved(note.url),
        in_reply_to_uri=answered,
        attachments=pictures,
        # Mentions of our own voices are links to their ids, hashtags links to our pages of them.
        html=note.html.replace(f'href="{before}/actors/', f'href="{uris.origin()}/actors/').replace(
            f'href="{before}/topics/', f'href="{uris.origin()}/topics/'
        ),
    )
