"""Which contacts may be one, and what becomes of them then: to look at before a human says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from manyvoices.conversations.contacts import family
from manyvoices.conversations.models import Contact, ContactMerge, Conversation
from manyvoices.conversations.queries.contact_page import About, about
from manyvoices.conversations.queries.contacts import found_in, history_of, in_view, organisation_knows
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person

NEWEST = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, with the newest conversations."""

    about: About
    newest: Sequence[Conversation]


def others_like(person: Person, contact: Contact, text: str) -> list[Contact]:
    """Other contacts whose name or address holds `text`, from the organisation's conversations in this person's view."""
    own = family(contact)
    return [one for one in found_in(in_view(person, private=False), text) if one.pk not in own]


def side_of(person: Person, contact: Contact) -> Side:
    """One side of the comparison. NotThere for whom the person knows privately alone."""
    organisation_knows(person, contact)
    return Side(about(person, contact), history_of(person, contact).conversations[:NEWEST])


def merged_away(person: Person, contact: Contact, gone_id: int) -> Contact:
    """The contact that became part of this one, to be parted again. NotThere for any other."""
    organisation_knows(person, contact)
    merge = ContactMerge.objects.filter(kept__in=family(contact), gone=gone_id, undone_at=None).first()
    if merge is None:
        raise NotThere
    return merge.gone
