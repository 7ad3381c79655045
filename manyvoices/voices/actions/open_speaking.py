"""A shared voice is opened to somebody."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.validity import check_future, check_reason
from manyvoices.voices.models import Speaker, Voice
from manyvoices.voices.permissions import may_keep_shared


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowed:
    """What a named author may do beyond drafting."""

    may_publish: bool = True
    may_answer: bool = True
    may_manage: bool = False


EVERYTHING_USUAL = Allowed()


@transaction.atomic
def open_speaking(
    *,
    actor: Person,
    voice: Voice,
    person: Person,
    because: str,
    until: datetime | None = None,
    allowed: Allowed = EVERYTHING_USUAL,
) -> Speaker:
    """The live row by which `person` may speak as `voice`, until `until` or until it is closed.

    The same again returns the row as it is; another end, reason or right ends it and begins a new one, so that the
    history stays. Refused beside editors and programme leads of the unit, and always for a person's own voice.
    """
    if voice.belongs_to_person:
        raise Refused(_("A person's own voice is never opened to others; it is theirs alone."))
    may_keep_shared(rights(actor), voice.unit_id, voice.brand_id)
    check_future(until, field="until")
    reason = check_reason(because)
    if not person.is_active:
        raise Invalid(person=_("This person has left."))
    now = clock.now()
    standing = Speaker.objects.filter(voice=voice, person=person, ended_at=None).first()
    if standing is not None:
        if (standing.until, standing.because, _of(standing)) == (until, reason, allowed):
            return standing
        Speaker.objects.filter(pk=standing.pk).update(ended_at=now, ended_by=actor)
    row = Speaker.objects.create(
        voice=voice,
        person=person,
        because=reason,
        given_by=actor,
        since=now,
        until=until,
        **asdict(allowed),
    )
    audit.record(
        actor=actor, verb="open_speaking", target=voice, because=reason, person=person.pk, **asdict(allowed)
    )
    return row


def _of(row: Speaker) -> Allowed:
    return Allowed(may_publish=row.may_publish, may_answer=row.may_answer, may_manage=row.may_manage)
