"""A film that was made safe is kept, with the picture that stands for it."""

import hashlib
import secrets

from django.core.files import File as Content
from django.core.files.storage import default_storage
from django.db import models, transaction

from manyvoices.core import audit, clock
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.film_reading import Film
from manyvoices.media.models import File, Source


def keep_film(
    *, actor: models.Model, film: Film, source: str = Source.OWN, credit: str = "", licence: str = ""
) -> File:
    """The row of a film whose bytes stand in the media folder under a random name, as its poster's do.

    Takes only what `media.film_reading` made. When the row cannot be written, neither file stays.
    """
    name = secrets.token_hex(16) + film.path.suffix
    written = [name]
    with film.path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        default_storage.save(name, Content(content))
    try:
        with transaction.atomic():
            poster = keep_picture(actor=actor, picture=film.poster, source=source)
            written.append(poster.name)
            file = File.objects.create(
                name=name,
                mime=film.mime,
                sha256=digest,
                size=film.path.stat().st_size,
                width=film.width,
                height=film.height,
                duration_ms=film.duration_ms,
                poster=poster,
                colour=film.poster.colour,
                made_at=clock.now(),
                source=source,
                credit=credit,
                licence=licence,
            )
            audit.record(actor=actor, verb="keep_film", target=file)
    except BaseException:
        for one in written:
            default_storage.delete(one)
        raise
    return file
