"""A picture that was made safe is kept."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from manyvoices.core import audit, clock
from manyvoices.media.models import File, Source
from manyvoices.media.pictures import Picture

SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png"}


def keep_picture(
    *,
    actor: models.Model | None,
    picture: Picture,
    source: str = Source.OWN,
    credit: str = "",
    licence: str = "",
) -> File:
    """The row of a picture whose bytes stand in the media folder under a random name.

    Takes only what `media.pictures` drew. The bytes are written first, and taken away again when the row cannot
    be: a row without its file never exists. Who may use the picture is the business of whoever asks.
    """
    name = secrets.token_hex(16) + SUFFIXES[picture.mime]
    default_storage.save(name, ContentFile(picture.content))
    try:
        with transaction.atomic():
            file = File.objects.create(
                name=name,
                mime=picture.mime,
                sha256=picture.sha256,
                size=len(picture.content),
                width=picture.width,
                height=picture.height,
                colour=picture.colour,
                made_at=clock.now(),
                source=source,
                credit=credit,
                licence=licence,
            )
            audit.record(actor=actor, verb="keep_picture", target=file)
    except BaseException:
        default_storage.delete(name)
        raise
    return file
