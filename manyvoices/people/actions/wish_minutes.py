"""How much of their week a person wants to give."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.week import MOST_MINUTES


@transaction.atomic
def wish_minutes(*, actor: Person, minutes: int | None) -> Person:
    """The actor with their wish, which a lead has not agreed to yet; None takes it back. The same wish changes nothing.

    Nobody wishes for another. Invalid for more than 2400 minutes.
    """
    may_be_here(rights(actor))
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        raise Invalid(minutes=_("Write a number of minutes from 0 to 2400."))
    actor.refresh_from_db(fields=["weekly_minutes"])
    if minutes != actor.weekly_minutes:
        actor.weekly_minutes, actor.minutes_agreed_by, actor.minutes_agreed_at = minutes, None, None
        actor.save(update_fields=["weekly_minutes", "minutes_agreed_by", "minutes_agreed_at"])
        audit.record(actor=actor, verb="wish_minutes", target=actor, minutes=minutes)
    return actor
