"""Keep what is said in a film, in one language."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from manyvoices.core import audit, clock
from manyvoices.media.models import File, Subtitle
from manyvoices.media.subtitles import Cue, webvtt


def keep_subtitle(*, actor: models.Model, film: File, language: str, cues: list[Cue]) -> Subtitle:
    """The subtitles, written by us; those the film had in this language are gone. Who may is asked by whoever calls."""
    content = webvtt(cues).encode()
    name = secrets.token_hex(16) + ".vtt"
    default_storage.save(name, ContentFile(content))
    try:
        with transaction.atomic():
            File.objects.select_for_update().get(pk=film.pk)
            before = list(film.subtitles.filter(language=language))
            film.subtitles.filter(language=language).delete()
            kept = Subtitle.objects.create(
                film=film, language=language, name=name, size=len(content), made_at=clock.now()
            )
            audit.record(actor=actor, verb="keep_subtitle", target=film, language=language)
            transaction.on_commit(lambda: _forget(before))
    except BaseException:
        default_storage.delete(name)
        raise
    return kept


def _forget(rows: list[Subtitle]) -> None:
    for row in rows:
        default_storage.delete(row.name)
