"""A person takes everything that is recorded about them along."""

from typing import Any

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.queries.register import everything_about
from manyvoices.people.register_entries import ENTRIES


@transaction.atomic
def export_recorded(*, actor: Person) -> dict[str, Any]:
    """Everything about the actor and nobody else, with why, who sees it and until when; no secret is in it.

    Times are aware datetimes; the caller writes them out. The record keeps that it was taken, and the copy says so.
    """
    may_be_here(rights(actor))
    audit.record(actor=actor, verb="export_recorded", target=actor)
    about = everything_about(actor)
    return {
        "name": actor.name,
        "made_at": clock.now(),
        "entries": [
            {
                "entry": entry.name,
                "title": str(entry.title),
                "purpose": str(entry.purpose),
                "legal_basis": str(entry.basis),
                "seen_by": str(entry.seen_by),
                "kept": str(entry.kept),
                "rows": about[entry.name],
            }
            for entry in ENTRIES.values()
        ],
    }
