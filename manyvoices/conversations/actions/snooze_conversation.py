"""A conversation is hidden for a while."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held
from manyvoices.conversations.models import Conversation, Standing
from manyvoices.conversations.snoozing_rows import UNTIL_THEY_WRITE
from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person


@transaction.atomic
def snooze_conversation(
    *, actor: Person, conversation: Conversation, until: datetime | None = None
) -> Conversation:
    """The conversation, hidden until then or (None) until the customer writes. The promise to answer runs on.

    The same moment again changes nothing, another one replaces it. Invalid for a moment that is over or more than a year
    away; Conflict for a closed one.
    """
    fresh, now = held(actor, conversation), clock.now()
    if fresh.standing == Standing.CLOSED:
        raise Conflict(_("This conversation is closed, so there is nothing to put aside."))
    if until is not None and not 0 < (until - now).total_seconds() < 366 * 86400:
        raise Invalid(until=_("Choose a moment between now and a year from now."))
    wanted = until or UNTIL_THEY_WRITE
    if fresh.snoozed_until == wanted:
        return fresh
    fresh.snoozed_at, fresh.snoozed_until, fresh.on_top_because = now, wanted, ""
    fresh.save(update_fields=["snoozed_at", "snoozed_until", "on_top_because"])
    note(fresh, "snoozed", actor, until=until.isoformat() if until else None)
    return fresh
