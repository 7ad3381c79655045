"""Take subtitles off a film."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import models, transaction

from manyvoices.core import audit
from manyvoices.media.models import File


def drop_subtitle(*, actor: models.Model, film: File, language: str) -> bool:
    """Whether there were any in this language; their file goes with them. Who may is asked by whoever calls."""
    with transaction.atomic():
        names = list(film.subtitles.filter(language=language).values_list("name", flat=True))
        film.subtitles.filter(language=language).delete()
        if names:
            audit.record(actor=actor, verb="drop_subtitle", target=film, language=language)
        transaction.on_commit(partial(_forget, names))
    return bool(names)


def _forget(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
