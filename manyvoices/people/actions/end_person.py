"""Somebody leaves: everything they could do here ends at once."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.last_administrator import refuse_last_administrator
from manyvoices.people.models import Grant, Person, Role
from manyvoices.people.permissions import may_end_person
from manyvoices.people.queries import rights
from manyvoices.people.validity import check_reason


@transaction.atomic
def end_person(*, actor: Person, person: Person, because: str) -> None:
    """End a person's access: sign-in, sessions, roles and grants. Rows about them stay as history.

    Sessions need no list: each request loads its person, and an inactive one is nobody; the unusable password
    also changes the hash that every session must carry. Refused for oneself, outside the units the actor
    administers, and for the last administrator. Somebody who has left stays as they are.
    """
    may_end_person(rights(actor), person_id=person.pk, unit_id=person.unit_id)
    reason, now = check_reason(because), clock.now()
    refuse_last_administrator(Role.objects.filter(person=person))
    if not Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False, left_at=now):
        return
    person.refresh_from_db()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    Role.objects.filter(person=person, ended_at=None).update(ended_at=now, ended_by=actor, end_reason=reason)
    Grant.objects.filter(person=person, revoked_at=None).update(
        revoked_at=now, revoked_by=actor, revoke_reason=reason
    )
    audit.record(actor=actor, verb="end_person", target=person, because=reason)
