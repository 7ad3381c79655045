"""Contacts as one person sees them: over all networks, and only through conversations in their own view."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from manyvoices.conversations.contacts import family, kept_of
from manyvoices.conversations.models import Contact, ContactMerge, Conversation, Identity, Message
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.visible import inbox_of
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class History:
    """What was said with a contact before, the newest first; `older` asks for the next page (`before`), None: no more."""

    conversations: Sequence[Conversation]
    older: int | None


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands beside a conversation: who it is, under which names, and what can be parted again."""

    contact: Contact
    identities: Sequence[Identity]
    merges: Sequence[ContactMerge]


def contact_in_view(person: Person, contact_id: int) -> Contact:
    """The contact (the one it became part of), if the person sees a conversation with them. Raises NotThere."""
    found = Contact.objects.filter(pk=contact_id).select_related("merged_into", "held_by").first()
    if found is None:
        raise NotThere
    kept = kept_of(found)
    if not talks_in_view(person, family(kept)).exists():
        raise NotThere
    return kept


def organisation_knows(person: Person, contact: Contact) -> None:
    """Passes who sees a conversation of the organisation with them; a private one is not enough. Raises NotThere."""
    if not inbox_of(person).filter(contact__in=family(kept_of(contact))).exists():
        raise NotThere


def history_of(
    person: Person, contact: Contact, *, before: int | None = None, leave_out: int | None = None
) -> History:
    """The conversations with a contact that this person sees, 50 at a time; a colleague's private ones are not there."""
    rows = (
        talks_in_view(person, family(contact)).select_related("topic", "unit", "assigned_to").order_by("-id")
    )
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if leave_out is not None:
        rows = rows.exclude(pk=leave_out)
    found = list(rows[: A_PAGE + 1])
    return History(found[:A_PAGE], found[A_PAGE - 1].pk if len(found) > A_PAGE else None)


def panel_of(person: Person, contact: Contact) -> Panel:
    """The names under which the person's own conversations know the contact, and the merges that stand. Few queries."""
    numbers = family(contact)
    identities = identities_in(talks_in_view(person, numbers), numbers)
    merges = ContactMerge.objects.filter(kept__in=numbers, undone_at=None).select_related("gone", "by")
    return Panel(contact, list(identities[:A_PAGE]), list(merges[:A_PAGE]))


def contacts_in_view(person: Person, *, text: str = "", before: int | None = None) -> list[Contact]:
    """Contacts with a conversation in the person's view, whose name or address holds `text`; 50 at a time by number."""
    return found_in(in_view(person), text, before)


def found_in(talks: QuerySet[Conversation], text: str = "", before: int | None = None) -> list[Contact]:
    """Contacts of these conversations, whose name or whose address in these very conversations holds `text`; a page."""
    theirs = Exists(talks.filter(contact=OuterRef("pk")))
    # Who was merged is asked once for all: asked for each contact, SQLite read all contacts for each of them.
    gone = Contact.objects.filter(theirs, merged_into__isnull=False).values("merged_into")
    rows = Contact.objects.filter(theirs | Q(pk__in=gone), merged_into=None, erased_at=None)
    if text:
        there = Exists(talks.filter(pk=OuterRef("conversation")))
        heard = Message.objects.filter(there, identity=OuterRef("pk"))
        named = Identity.objects.filter(Exists(heard), address__icontains=text)
        rows = rows.filter(Q(name__icontains=text) | Q(pk__in=named.values("contact")))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[:A_PAGE])


def talks_in_view(person: Person, numbers: Sequence[int]) -> QuerySet[Conversation]:
    """The conversations with these contacts that this person sees; four queries are asked before it is."""
    return in_view(person).filter(contact__in=numbers)


def in_view(person: Person, *, private: bool = True) -> QuerySet[Conversation]:
    """What `inbox_of` shows and, if `private`, the person's own, in a way that is read by contact.

    Sums keep both databases from reading whole inboxes by their units for each contact: that took minutes.
    """
    rows = Conversation.objects.alias(
        in_unit=_sum("unit_id"),
        given_to=_sum("assigned_to_id"),
        owned_by=_sum("owner_id"),
        part_of=_sum("merged_into_id"),
    ).filter(part_of__isnull=True)
    units = rights(person).units_with(IN_INBOX)
    seen = Q(owned_by__isnull=True) & (Q(in_unit__in=units) | Q(given_to=person.pk))
    return rows.filter(seen | Q(owned_by=person.pk) if private else seen)


def identities_in(talks: QuerySet[Conversation], numbers: Sequence[int]) -> QuerySet[Identity]:
    """The names of these contacts under which something was said in these conversations, and no others."""
    heard = Message.objects.filter(identity=OuterRef("pk"), conversation__in=talks.order_by().values("pk"))
    return Identity.objects.filter(Exists(heard), contact__in=numbers).order_by("network", "id")


def _sum(column: str) -> Combinable:
    return ExpressionWrapper(F(column) + 0, output_field=BigIntegerField())
