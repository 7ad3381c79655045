"""Choose the picture that stands for a film."""

from django.db import models

from manyvoices.core import audit
from manyvoices.media.films import is_film
from manyvoices.media.models import File


def put_poster(*, actor: models.Model, film: File, picture: File) -> File:
    """The film with its new poster; put again, nothing changes. Who may is asked by whoever calls."""
    if is_film(film) and film.poster_id != picture.pk:
        File.objects.filter(pk=film.pk).update(poster=picture)
        audit.record(actor=actor, verb="put_poster", target=film)
        film.poster = picture
    return film
