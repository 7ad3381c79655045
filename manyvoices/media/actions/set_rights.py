"""Write down where a picture or film comes from, and until when it may be used."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Invalid
from manyvoices.media.models import File, Release, Source


@dataclass(frozen=True, kw_only=True)
class UseRights:
    """What stands on a file. `source` is a Source, `release` a Release; `expires_on` is the last day of use."""

    source: str = Source.OWN
    licence: str = ""
    credit: str = ""
    people_shown: str = ""
    release: str = Release.UNKNOWN
    expires_on: date | None = None


def set_rights(*, actor: models.Model, file: File, rights: UseRights) -> File:
    """The file with its rights; the same again changes nothing. Raises Invalid. Who may is asked by whoever calls."""
    if rights.source not in Source.values or rights.release not in Release.values:
        raise Invalid(source=_("Choose where it comes from, and whether the people shown agreed."))
    new = {
        **asdict(rights),
        "licence": tidy(rights.licence, 200),
        "credit": tidy(rights.credit, 200),
        "people_shown": tidy(rights.people_shown, 500),
    }
    if any(getattr(file, name) != value for name, value in new.items()):
        File.objects.filter(pk=file.pk).update(**new)
        expires = rights.expires_on.isoformat() if rights.expires_on else ""
        audit.record(actor=actor, verb="set_rights", target=file, release=rights.release, expires=expires)
        file.refresh_from_db()
    return file
