"""Offer a picture or a film in the media library."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, NotThere
from manyvoices.media.actions.set_rights import UseRights, set_rights
from manyvoices.media.models import File
from manyvoices.people.models import Person, Unit
from manyvoices.people.queries import rights
from manyvoices.publishing.library import Described, checked, may_offer_in
from manyvoices.publishing.models import Attachment, MediaItem


def offer_item(
    *, actor: Person, file: File, unit: Unit, described: Described, use_rights: UseRights
) -> MediaItem:
    """The item, for everybody in `unit` and below it. What somebody put into a post of theirs only they offer.

    Raises Refused, Invalid, NotThere for a file of a colleague's post, Conflict when it is offered there already.
    """
    may_offer_in(actor, rights(actor), unit.pk)
    words = checked(described)
    if Attachment.objects.filter(file=file).exclude(post__prepared_by=actor).exists():
        raise NotThere(_("There is no such picture, or it is not yours to offer."))
    try:
        with transaction.atomic():
            set_rights(actor=actor, file=file, rights=use_rights)
            item = MediaItem.objects.create(
                file=file,
                unit=unit,
                title=words.title,
                alt=words.alt,
                tags=list(words.tags),
                added_by=actor,
                added_at=clock.now(),
            )
            audit.record(actor=actor, verb="offer_item", target=item, unit=unit.pk)
    except IntegrityError:
        raise Conflict(_("It stands in the library of this unit already.")) from None
    return item
