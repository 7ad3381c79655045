"""The page of a contact: who they are, what was said, what protects them, how long it is kept. Constant queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from manyvoices.conversations.contacts import family, kept_of
from manyvoices.conversations.keeping import goes_at
from manyvoices.conversations.models import Contact, ContactMerge, Conversation, Identity, Kind, Label
from manyvoices.conversations.permissions import may_keep_contacts
from manyvoices.conversations.queries.contact_column import hold_on, labels_in
from manyvoices.conversations.queries.contacts import found_in, identities_in, talks_in_view
from manyvoices.core.refusals import NotThere, Refused
from manyvoices.people.models import Person, Unit
from manyvoices.people.queries.settings import setting_by_unit

MOST = 50


@dataclass(frozen=True, slots=True)
class KeptFor:
    """How long a unit keeps what was closed, and when the first words of this contact go there; None: not yet known."""

    unit: str
    months: int
    goes_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What is known of a contact from the conversations in `talks`. `is_ours`: one of them is the organisation's."""

    contact: Contact
    identities: Sequence[Identity]
    merges: Sequence[ContactMerge]
    labels: Sequence[Label]
    conversations: int
    complaints: int
    first_at: datetime | None
    last_at: datetime | None
    hold: Contact | None
    kept: Sequence[KeptFor]
    is_ours: bool


def about(person: Person, contact: Contact) -> About:
    """The contact as this person sees it; a colleague's private conversations are in none of it, not even counted."""
    return _about(contact, talks_in_view(person, family(contact)))


def about_for_keeping(contact: Contact) -> About:
    """The contact as the organisation knows it, for those who keep contacts: all of its conversations, none private."""
    return _about(contact, of_organisation().filter(contact__in=family(contact)))


def contact_to_keep(person: Person, contact_id: int) -> Contact:
    """The contact (the one it became part of) for whoever holds, exports and erases.

    NotThere to others, and for somebody who is known from private conversations alone.
    """
    found = Contact.objects.filter(pk=contact_id).select_related("merged_into").first()
    if found is None or not keeps_contacts(person):
        raise NotThere
    kept = kept_of(found)
    if not Conversation.objects.filter(owner=None, contact__in=family(kept)).exists():
        raise NotThere
    return kept


def contacts_to_keep(text: str = "", before: int | None = None) -> list[Contact]:
    """Every contact of the organisation, for those who keep them; as `contacts_in_view`."""
    return found_in(of_organisation(), text, before)


def keeps_contacts(person: Person) -> bool:
    """Whether this person may hold, export and erase contacts."""
    try:
        may_keep_contacts(person)
    except Refused:
        return False
    return True


def of_organisation() -> QuerySet[Conversation]:
    """The conversations of the organisation, whatever their unit: nobody's private ones."""
    return Conversation.objects.filter(owner=None, merged_into=None)


def _about(contact: Contact, talks: QuerySet[Conversation]) -> About:
    numbers = family(contact)
    merges = ContactMerge.objects.filter(kept__in=numbers, undone_at=None).select_related("gone", "by")
    told = _told(talks)
    return About(
        contact=contact,
        identities=list(identities_in(talks, numbers)[:MOST]),
        merges=list(merges.order_by("-id")[:MOST]),
        labels=list(labels_in(talks)[:MOST]),
        conversations=told["conversations"],
        complaints=told["complaints"],
        first_at=told["first_at"],
        last_at=told["last_at"],
        hold=hold_on(numbers),
        kept=_kept(talks.filter(owner=None)),
        is_ours=told["ours"] > 0,
    )


def _told(talks: QuerySet[Conversation]) -> dict[str, Any]:
    return talks.order_by().aggregate(
        conversations=Count("pk"),
        complaints=Count("pk", filter=Q(kind=Kind.COMPLAINT)),
        ours=Count("pk", filter=Q(owner=None)),
        first_at=Min("first_at"),
        last_at=Max("last_at"),
    )


def _kept(talks: QuerySet[Conversation]) -> list[KeptFor]:
    closed = Q(closed_at__isnull=False, forgotten_at=None)
    rows = list(
        talks.order_by("unit").values("unit", "unit__name").annotate(first=Min("closed_at", filter=closed))
    )
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    months = setting_by_unit(parents, [row["unit"] for row in rows], "keep_conversations")
    return [
        KeptFor(
            row["unit__name"],
            months[row["unit"]],
            goes_at(row["first"], months[row["unit"]]) if row["first"] else None,
        )
        for row in rows
    ]
