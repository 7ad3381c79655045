"""A code proves the second step, once."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.core.encryption import decrypted
from manyvoices.people.models import Person
from manyvoices.people.recovery_codes import hashed
from manyvoices.people.second_steps import APP, CODES
from manyvoices.people.time_codes import matching_step


@transaction.atomic
def spend_code(*, person: Person, code: str) -> str:
    """By what the code is right: "totp", "recovery_codes", or "" when it is wrong or was used before.

    The rows are locked while they are read: of two who type the same code at once one finds it unspent.
    """
    rows = Authenticator.objects.select_for_update().filter(user=person, type__in=[APP, CODES])
    for row in rows.order_by("pk"):
        if row.type == APP and _app_agrees(row, code):
            return _spent(person, row)
        if row.type == CODES and hashed(code) in row.data["hashes"]:
            row.data["hashes"].remove(hashed(code))
            return _spent(person, row)
    return ""


def _app_agrees(row: Authenticator, code: str) -> bool:
    step = matching_step(decrypted(row.data["secret"]), code, clock.now().timestamp())
    if step is None or step <= row.data["last_step"]:
        return False
    row.data["last_step"] = step
    return True


def _spent(person: Person, row: Authenticator) -> str:
    row.last_used_at = clock.now()
    row.save(update_fields=["data", "last_used_at"])
    if row.type == CODES:
        audit.record(actor=person, verb="spend_recovery_code", target=person, left=len(row.data["hashes"]))
    return str(row.type)
