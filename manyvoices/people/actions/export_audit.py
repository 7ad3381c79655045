"""Hand out the record of who did what."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_read_audit
from manyvoices.people.queries import rights, root_unit


@transaction.atomic
def export_audit(*, actor: Person, as_: str) -> None:
    """Notes that it was taken, as what (`csv` or `jsonl`). Refused to all but auditors and administrators of everything."""
    may_read_audit(rights(actor), root_id=root_unit().pk)
    audit.record(actor=actor, verb="export_audit", target=None, as_=as_)
