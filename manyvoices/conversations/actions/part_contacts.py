"""Two contacts that were merged are two again."""

from django.db import transaction

from manyvoices.conversations.contacts import live
from manyvoices.conversations.models import Contact, ContactMerge, Conversation, Identity
from manyvoices.conversations.queries.contacts import organisation_knows
from manyvoices.core import audit, clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person


@transaction.atomic
def part_contacts(*, actor: Person, gone: Contact) -> Contact:
    """`gone`, with the identities that were its own and what was said by them since; parted already it stays as it is.

    What was found to protect both stays with both. NotThere where it was never merged, and as `merge_contacts`.
    """
    merge = ContactMerge.objects.filter(gone=gone).select_related("kept").order_by("-id").first()
    if merge is None:
        raise NotThere
    organisation_knows(actor, merge.kept)
    fresh = live(gone)
    if merge.undone_at is not None:
        return fresh
    Identity.objects.filter(pk__in=merge.identities).update(contact=fresh)
    since = Conversation.objects.filter(contact=merge.kept, first_at__gte=merge.at)
    theirs = since.filter(messages__identity__in=merge.identities).values_list("pk", flat=True)
    Conversation.objects.filter(pk__in=list(theirs.distinct())).update(contact=fresh)
    fresh.merged_into = None
    _protect(fresh, merge.kept)
    fresh.save()
    ContactMerge.objects.filter(pk=merge.pk).update(undone_at=clock.now(), undone_by=actor)
    audit.record(actor=actor, verb="part_contacts", target=merge.kept, gone=fresh.pk)
    return fresh


def _protect(fresh: Contact, kept: Contact) -> None:
    if fresh.opted_out_at is None:
        fresh.opted_out_at, fresh.opted_out_because = kept.opted_out_at, kept.opted_out_because
    if fresh.held_at is None:
        fresh.held_at, fresh.held_by, fresh.held_because = kept.held_at, kept.held_by, kept.held_because
