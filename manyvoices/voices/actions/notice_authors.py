"""Named authors came or went: the profile that other servers know is not the newest any more."""

from django.db.models import Exists, OuterRef, Q

from manyvoices.core import clock
from manyvoices.people.models import Consent, Purpose
from manyvoices.voices.models import Speaker, Voice


def notice_authors() -> int:
    """A chore: moves `changed_at` of shared voices whose authors, or their yes to be named, changed since; how many.

    Consents live below and know nothing of voices, so they are looked at. A second look finds nothing more.
    """
    now = clock.now()
    told = OuterRef("voice__changed_at")
    yes = Consent.objects.filter(person=OuterRef("person"), purpose=Purpose.BE_NAMED)
    said = Q(given_at__gt=told) | Q(withdrawn_at__gt=told) | Q(expires_at__gt=told, expires_at__lte=now)
    mine = Speaker.objects.filter(voice=OuterRef("pk"))
    agreed_anew = mine.filter(Exists(yes.filter(said)), ended_at=None)
    began = Q(since__gt=OuterRef("changed_at"), since__lte=now)
    stopped = Q(ended_at__gt=OuterRef("changed_at")) | Q(until__gt=OuterRef("changed_at"), until__lte=now)
    came_or_went = mine.filter(began | stopped).filter(Exists(yes.filter(withdrawn_at=None)))
    shared = Voice.objects.filter(person=None, closed_at=None, changed_at__lt=now)
    stale = shared.filter(Exists(agreed_anew) | Exists(came_or_went)).values_list("pk", flat=True)
    return Voice.objects.filter(pk__in=list(stale)).update(changed_at=now)
