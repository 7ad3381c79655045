"""The picture somebody uploads for a voice."""

from typing import Any

from django.db import models

from manyvoices.core.refusals import Invalid
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.models import File
from manyvoices.media.pictures import BadPicture, avatar, prepare


def uploaded_picture(actor: models.Model, upload: Any) -> File | None:
    """The kept square of an upload; None when there is none. Raises Invalid for what is no usable picture."""
    if not upload:
        return None
    try:
        picture = avatar(upload)
    except BadPicture as error:
        raise Invalid(picture=str(error)) from None
    return keep_picture(actor=actor, picture=picture)


def uploaded_header(actor: models.Model, upload: Any) -> File | None:
    """The kept header picture of an upload, whole; None when there is none. Raises Invalid for no usable picture."""
    if not upload:
        return None
    try:
        picture = prepare(upload)
    except BadPicture as error:
        raise Invalid(header=str(error)) from None
    return keep_picture(actor=actor, picture=picture)
