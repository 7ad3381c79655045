"""An employee saw something about us somewhere, and reports it."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.store_elsewhere import store_elsewhere
from manyvoices.conversations.intakes import SIGHTING
from manyvoices.conversations.models import Message, Sighting, Visibility
from manyvoices.core import audit, clock
from manyvoices.core.markup.addresses import web_address
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.models import File
from manyvoices.media.pictures import BadPicture, Picture, prepare
from manyvoices.networks.contract import Arrived, Author
from manyvoices.people.models import Person, Unit

LONGEST = 4000


@dataclass(frozen=True)
class Seen:
    """What somebody saw: a link, a picture, the words, who said them and where. One of the first three is needed."""

    link: str = ""
    words: str = ""
    said_by: str = ""
    where: str = ""
    picture: bytes = b""


def report_sighting(*, actor: Person, unit: Unit, seen: Seen) -> tuple[Sighting, bool]:
    """The sighting, and whether it is new: what was reported before by its link, or pressed twice, is the same one.

    It becomes a conversation of the unit, which sorts and answers it; the reporter hears when somebody took it up and when
    it was answered. Refused to who has left, and for a unit that is closed; Invalid for nothing to see, a link that is
    none, and what is no picture.
    """
    if not actor.is_active or unit.closed_at is not None:
        raise Refused(_("This cannot be reported there. Choose a unit that is open."))
    picture = _checked(seen)
    name = _name_of(actor, seen)
    with transaction.atomic():
        before = Sighting.objects.filter(message__network=SIGHTING, message__remote_id=name).first()
        if before is not None:
            return before, False
        file = keep_picture(actor=actor, picture=picture) if picture is not None else None
        return _stored(actor, unit, seen, name, file), True


def _checked(seen: Seen) -> Picture | None:
    if not (seen.link or seen.words.strip() or seen.picture):
        raise Invalid(words=_("Give the link, a screenshot or the words: one of them is enough."))
    if seen.link and not web_address(seen.link):
        raise Invalid(link=_("This is no link. It begins with https:// as the browser shows it."))
    if len(seen.words) > LONGEST:
        raise Invalid(words=_("At most 4000 characters. The beginning is enough."))
    if not seen.picture:
        return None
    try:
        return prepare(seen.picture)
    except BadPicture as bad:
        raise Invalid(picture=str(bad)) from None


def _name_of(actor: Person, seen: Seen) -> str:
    if seen.link:
        return seen.link
    told = "\n".join([str(actor.pk), seen.said_by, seen.where, seen.words]).encode("utf-8", "replace")
    return f"sha256:{hashlib.sha256(told + seen.picture).hexdigest()}"


def _stored(actor: Person, unit: Unit, seen: Seen, name: str, file: File | None) -> Sighting:
    now, who = clock.now(), " ".join(seen.said_by.split())
    where = " ".join(seen.where.split())
    address = settings.CONFIG.public_url.rstrip("/")
    shown = [{"url": f"{address}{file.url}", "mediaType": file.mime, "name": _("Screenshot")}] if file else []
    arrived = Arrived(
        remote_id=name,
        # Who is not named is somebody of their own.
        author=Author(f"{where}:{who}".lower() if who else f"of {name}", address=where, name=who),
        text=seen.words.strip() or seen.link or _("A screenshot"),
        said_at=now,
        url=seen.link,
        visibility=Visibility.PUBLIC.value,
        subject=where,
        attachments=tuple(shown),
    )
    store_elsewhere(unit=unit, network=SIGHTING, arrived=[arrived], now=now)
    message = Message.objects.get(network=SIGHTING, remote_id=name)
    sighting = Sighting.objects.create(by=actor, at=now, message=message, picture=file)
    audit.record(actor=actor, verb="report_sighting", target=sighting, unit=unit.pk)
    return sighting
