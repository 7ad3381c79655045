"""What stands beside a conversation about its contact: the same few queries however much was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from manyvoices.conversations.contacts import family
from manyvoices.conversations.models import Contact, Conversation, Identity, Label
from manyvoices.conversations.queries.contacts import identities_in, talks_in_view
from manyvoices.people.models import Person

SHOWN, MOST_COUNTED = 5, 999
MOST_LABELS, MOST_NAMES = 12, 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """For `contacts/contact_column.html`. All of it from conversations that the reader sees.

    `before` are the newest of the other conversations, `count` how many there are (1000 stands for any more); `networks`
    the names under which they are known, `labels` those of all conversations, each with `.times`;
    `on_hold` the contact whose hold stands.
    """

    contact: Contact
    before: Sequence[Conversation]
    count: int
    networks: Sequence[Identity]
    labels: Sequence[Label]
    opted_out: datetime | None
    on_hold: Contact | None


def column_of(person: Person, contact: Contact, *, leave_out: int | None = None) -> Column:
    """The column for this reader; `leave_out` is the conversation beside which it stands. Ten queries at most."""
    numbers = family(contact)
    seen = talks_in_view(person, numbers)
    others = seen.exclude(pk=leave_out) if leave_out is not None else seen
    return Column(
        contact=contact,
        before=list(others.select_related("topic", "unit").order_by("-id")[:SHOWN]),
        count=others.order_by()[: MOST_COUNTED + 1].count(),
        networks=list(identities_in(seen, numbers)[:MOST_NAMES]),
        labels=list(labels_in(seen)[:MOST_LABELS]),
        opted_out=contact.opted_out_at,
        on_hold=hold_on(numbers),
    )


def labels_in(talks: QuerySet[Conversation]) -> QuerySet[Label]:
    """The labels these conversations carry, each with how many `times`, the most frequent first."""
    carried = Label.objects.filter(labelled__conversation__in=talks.order_by().values("pk"))
    return carried.annotate(times=Count("labelled")).order_by("-times", "name", "id")


def hold_on(numbers: Sequence[int]) -> Contact | None:
    """The contact among these whose legal hold stands, with who placed it; it protects all of them."""
    return Contact.objects.filter(pk__in=numbers, held_at__isnull=False).select_related("held_by").first()
