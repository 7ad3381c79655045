"""What is answered to a voice waits unseen for a while."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_look_after

# Eight hours, three days, a week.
HOURS = (8, 72, 168)
# A second tap on the same button asks for nothing else.
_THE_SAME = timedelta(minutes=1)


@transaction.atomic
def mute_voice(*, actor: Person, voice: Voice, hours: int) -> None:
    """From now on, for so many hours (one of HOURS), new answers are seen neither by the public nor by its people.

    Nothing is lost: they are kept, and stand where they belong when the time is over. Another length begins now and
    keeps what waits already. Invalid for another length; refused to whoever does not look after the voice.
    """
    may_look_after(rights(actor), voice)
    if hours not in HOURS:
        raise Invalid(hours=_("Choose eight hours, three days or a week."))
    now = clock.now()
    until = now + timedelta(hours=hours)
    standing = Voice.objects.select_for_update().get(pk=voice.pk)
    if standing.muted_until is not None and abs(until - standing.muted_until) < _THE_SAME:
        return
    standing.muted_since = standing.muted_since if standing.is_muted else now
    standing.muted_until = until
    standing.save(update_fields=["muted_since", "muted_until"])
    audit.record(actor=actor, verb="mute_voice", target=voice, until=until.isoformat())
