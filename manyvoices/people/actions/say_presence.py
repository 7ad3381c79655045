"""Somebody says where they are."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person, Presence, Where
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.validity import check_future

A_LUNCH = timedelta(hours=1)
LONGEST = timedelta(days=366)


@transaction.atomic
def say_presence(*, actor: Person, where: str, until: datetime | None = None) -> Presence:
    """What the actor says of themselves, in place of what they said before: only the last word is kept, nowhere else.

    Nobody says it for another. Being here has no end; lunch without one lasts an hour. Invalid for a place there is
    none of, out of office without an end, and an end that has passed or lies more than a year away.
    """
    may_be_here(rights(actor))
    if where not in Where.values:
        raise Invalid(where=_("Choose one of the four."))
    now = clock.now()
    if where == Where.HERE:
        until = None
    elif where == Where.LUNCH and until is None:
        until = now + A_LUNCH
    elif where == Where.OUT_OF_OFFICE and until is None:
        raise Invalid(until=_("Say until when you are out of office."))
    check_future(until, field="until")
    if until is not None and until - now > LONGEST:
        raise Invalid(until=_("Choose a time within a year."))
    row, _is_new = Presence.objects.update_or_create(
        person=actor, defaults={"where": where, "until": until, "said_at": now}
    )
    return row
