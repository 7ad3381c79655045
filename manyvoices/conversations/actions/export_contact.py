"""Somebody outside asks what is recorded about them."""

from typing import Any

from django.db import transaction

from manyvoices.conversations.contacts import family, kept_of, live
from manyvoices.conversations.models import Contact, Conversation, Identity, Message, Satisfaction
from manyvoices.conversations.permissions import may_keep_contacts
from manyvoices.core import audit, clock
from manyvoices.people.models import Person


@transaction.atomic
def export_contact(*, actor: Person, contact: Contact) -> dict[str, Any]:
    """What the organisation recorded about the contact, for JSON; times are aware datetimes, which the caller writes out.

    What is private to a colleague is not in it, not even as a number, nor are names of colleagues. Refused to whoever does
    not lead or administer the whole organisation. The record keeps that it was taken.
    """
    may_keep_contacts(actor)
    fresh = live(kept_of(contact))
    numbers = family(fresh)
    theirs = Conversation.objects.filter(contact__in=numbers, owner=None, merged_into=None)
    ours = {
        row["id"]: {**row, "messages": [], "ratings": []}
        for row in theirs.order_by("first_at", "id").values(*_TALK)
    }
    messages = Message.objects.filter(conversation__in=list(ours)).order_by("said_at", "id")
    for row in messages.values("conversation", *_MESSAGE):
        ours[row.pop("conversation")]["messages"].append(row)
    ratings = Satisfaction.objects.filter(message__conversation__in=list(ours), answer__isnull=False)
    for row in ratings.order_by("answered_at", "id").values("message__conversation", *_RATING):
        ours[row.pop("message__conversation")]["ratings"].append(row)
    # An identity under which the organisation heard nothing is known from somebody's private conversation alone.
    heard = Message.objects.filter(conversation__owner=None, identity__contact__in=numbers)
    known = Identity.objects.filter(pk__in=heard.values("identity"))
    audit.record(actor=actor, verb="export_contact", target=fresh)
    return {
        "name": fresh.name,
        "note": fresh.note,
        "opted_out_at": fresh.opted_out_at,
        "opted_out_because": fresh.opted_out_because,
        "made_at": clock.now(),
        "identities": list(known.order_by("id").values("network", "address", "name", "url", "seen_at")),
        "conversations": list(ours.values()),
    }


_TALK = (
    "id",
    "network",
    "unit__name",
    "kind",
    "language",
    "standing",
    "outcome",
    "first_at",
    "last_at",
    "closed_at",
)
_MESSAGE = (
    "direction",
    "text",
    "folded",
    "content_warning",
    "url",
    "visibility",
    "said_at",
    "edited_at",
    "deleted_at",
)
_RATING = ("answer", "word", "answered_at")
