"""What erasing a contact would take, and what it leaves: said before anybody presses."""

from dataclasses import dataclass

from django.db.models import Count, Q

from manyvoices.conversations.contacts import family
from manyvoices.conversations.models import (
    Comment,
    Contact,
    Conversation,
    Direction,
    Identity,
    Message,
    Visibility,
)
from manyvoices.conversations.queries.contact_column import hold_on

_IN_PUBLIC = Q(direction=Direction.OUT, visibility__in=[Visibility.PUBLIC, Visibility.UNLISTED])


@dataclass(frozen=True, kw_only=True, slots=True)
class Going:
    """Counts of what the organisation has. `theirs` and `ours` lose their words, `public` answers keep them.

    What is private to a colleague goes as well, and is not counted: nobody learns by it that there is any. `hold`: nothing
    goes while it stands.
    """

    names: int
    theirs: int
    ours: int
    public: int
    remarks: int
    hold: Contact | None


def going_of(contact: Contact) -> Going:
    """What goes and what stays. Six queries."""
    numbers = family(contact)
    talks = Conversation.objects.filter(owner=None, contact__in=numbers).values("pk")
    said = Message.objects.filter(conversation__in=talks, deleted_at=None)
    counted = said.aggregate(
        theirs=Count("pk", filter=Q(direction=Direction.IN)),
        public=Count("pk", filter=_IN_PUBLIC),
        all=Count("pk"),
    )
    heard = Message.objects.filter(conversation__owner=None, identity__contact__in=numbers)
    return Going(
        names=Identity.objects.filter(pk__in=heard.values("identity")).count(),
        theirs=counted["theirs"],
        ours=counted["all"] - counted["theirs"] - counted["public"],
        public=counted["public"],
        remarks=Comment.objects.filter(conversation__in=talks, deleted_at=None).count(),
        hold=hold_on(numbers),
    )
