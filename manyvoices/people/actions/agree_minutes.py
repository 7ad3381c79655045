"""A lead says yes to the minutes somebody wants to give."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Refused
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_lead
from manyvoices.people.queries import rights


@transaction.atomic
def agree_minutes(*, actor: Person, person: Person, minutes: int) -> Person:
    """The person with their minutes agreed; agreed already they stay as they are.

    `minutes` is what the actor was shown: Conflict when the person wishes something else by now. Refused to whoever
    does not lead their unit, and for oneself.
    """
    may_lead(rights(actor), unit_id=person.unit_id)
    if actor.pk == person.pk:
        raise Refused(_("Nobody agrees with themselves. Ask your lead."))
    same = Person.objects.filter(pk=person.pk, weekly_minutes=minutes, is_active=True)
    if same.filter(minutes_agreed_at=None).update(minutes_agreed_by=actor, minutes_agreed_at=clock.now()):
        audit.record(actor=actor, verb="agree_minutes", target=person, minutes=minutes)
    elif not same.exists():
        raise Conflict(_("They wish something else by now. Look again at their page."))
    person.refresh_from_db()
    return person
