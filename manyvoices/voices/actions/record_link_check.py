"""What a look at a page that stands on a profile has shown."""

from datetime import datetime

from django.db import transaction

from manyvoices.core import audit
from manyvoices.voices.models import ProfileField, Voice


@transaction.atomic
def record_link_check(*, line: ProfileField, links_back: bool, now: datetime) -> None:
    """The tick stands from the first look that found the link back; it goes with the first that did not.

    A line that was changed meanwhile is left alone: what was seen is not what stands there now. Only a tick that
    comes or goes changes the profile that other servers are told of.
    """
    same = ProfileField.objects.filter(pk=line.pk, value=line.value)
    if not same.update(checked_at=now):
        return
    ticked = {"verified_at": now} if links_back else {"verified_at": None}
    if same.filter(verified_at__isnull=links_back).update(**ticked):
        Voice.objects.filter(pk=line.voice_id).update(changed_at=now)
        verb = "verify_link" if links_back else "lose_link"
        audit.record(actor=None, verb=verb, target=Voice(pk=line.voice_id), value=line.value)
