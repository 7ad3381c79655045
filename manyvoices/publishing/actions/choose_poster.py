"""Choose the picture that stands for the film of a draft: a moment of it, or a picture."""

from pathlib import Path

from django.core.files.storage import default_storage

from manyvoices.core.refusals import Invalid
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.actions.put_poster import put_poster
from manyvoices.media.film_reading import BadFilm, frame_at
from manyvoices.media.models import File
from manyvoices.media.pictures import Picture
from manyvoices.people.models import Person
from manyvoices.publishing.films import may_change_film
from manyvoices.publishing.models import Attachment


def choose_poster(
    *, actor: Person, attachment: Attachment, second: float = 0.0, picture: Picture | None = None
) -> File:
    """The film with its poster: `picture`, else what it shows at `second`. Raises Refused, Conflict, Invalid."""
    may_change_film(actor, attachment)
    film = attachment.file
    try:
        shown = picture or frame_at(Path(default_storage.path(film.name)), second)
    except BadFilm as bad:
        raise Invalid(film=str(bad)) from None
    return put_poster(actor=actor, film=film, picture=keep_picture(actor=actor, picture=shown))
