"""A contact is one person outside, however many rows they were merged from."""

from manyvoices.conversations.models import Contact, Conversation
from manyvoices.core.refusals import NotThere

# Somebody merged more often in a row than this is looked at no further: no hand makes such a chain.
DEEPEST = 20


def family(contact: Contact) -> list[int]:
    """The numbers of the contact and of all that were merged into it, directly or through others. Usually two queries."""
    found, latest = [contact.pk], [contact.pk]
    for _step in range(DEEPEST):
        latest = list(Contact.objects.filter(merged_into__in=latest).values_list("pk", flat=True))
        if not latest:
            break
        found.extend(latest)
    return found


def kept_of(contact: Contact) -> Contact:
    """The contact that this one became part of, or itself."""
    here = contact
    for _step in range(DEEPEST):
        if here.merged_into is None:
            return here
        here = here.merged_into
    return here


def held_contacts() -> list[int]:
    """The numbers of everybody under a legal hold, with all they were merged from and into."""
    holds = Contact.objects.filter(held_at__isnull=False)
    return [number for contact in holds for number in family(kept_of(contact))]


def conversations_with(contact: Contact) -> list[int]:
    """The numbers of every conversation with a contact, whoever they belong to: for rules, never for a page."""
    rows = Conversation.objects.filter(contact__in=family(contact))
    return list(rows.values_list("pk", flat=True))


def live(contact: Contact) -> Contact:
    """The contact as it is now, held until the transaction ends. Raises NotThere for one that is gone."""
    found = Contact.objects.select_for_update().filter(pk=contact.pk, erased_at=None).first()
    if found is None:
        raise NotThere
    return found
