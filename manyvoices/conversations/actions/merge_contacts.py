"""A person finds that two contacts are one."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.contacts import live
from manyvoices.conversations.models import Contact, ContactMerge, Identity
from manyvoices.conversations.queries.contacts import organisation_knows
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person


@transaction.atomic
def merge_contacts(*, actor: Person, kept: Contact, gone: Contact, because: str = "") -> Contact:
    """`kept`, with the identities of both; undone by `part_contacts`. Merged again it stays.

    NotThere unless the actor has conversations of the organisation with both in view: whom a colleague knows privately is
    nobody else's. What protects either (opted out, a legal hold) protects both. Conflict where one was merged meanwhile.
    """
    for one in (kept, gone):
        organisation_knows(actor, one)
    if kept.pk == gone.pk:
        raise Invalid(gone=_("This is the same contact."))
    rows = {row.pk: live(row) for row in sorted([kept, gone], key=lambda row: row.pk)}
    kept, gone = rows[kept.pk], rows[gone.pk]
    if gone.merged_into_id == kept.pk:
        return kept
    if gone.merged_into_id or kept.merged_into_id:
        raise Conflict(_("One of them became part of another contact meanwhile. Look again."))
    moved = list(Identity.objects.filter(contact=gone).values_list("pk", flat=True))
    Identity.objects.filter(pk__in=moved).update(contact=kept)
    Contact.objects.filter(pk=gone.pk).update(merged_into=kept)
    _protect(kept, gone)
    ContactMerge.objects.create(
        kept=kept, gone=gone, identities=moved, because=because[:300], by=actor, at=clock.now()
    )
    audit.record(actor=actor, verb="merge_contacts", target=kept, because=because, gone=gone.pk)
    return kept


def _protect(kept: Contact, gone: Contact) -> None:
    if kept.opted_out_at is None:
        kept.opted_out_at, kept.opted_out_because = gone.opted_out_at, gone.opted_out_because
    kept.first_seen_at = min(kept.first_seen_at, gone.first_seen_at)
    kept.last_seen_at = max(kept.last_seen_at, gone.last_seen_at)
    if kept.held_at is None and gone.held_at is not None:
        kept.held_at, kept.held_by, kept.held_because = gone.held_at, gone.held_by, gone.held_because
    kept.save()
