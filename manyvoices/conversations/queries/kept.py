"""Conversations kept as material: contributions to use, ideas to try."""

from typing import Any

from django.db.models import QuerySet

from manyvoices.conversations.queries.scope import scope_of
from manyvoices.conversations.queries.visible import with_their_words
from manyvoices.people.models import Person

A_PAGE = 30


def kept_in_view(person: Person, *, kept_as: str = "", before: int | None = None) -> "QuerySet[Any]":
    """What was kept in the inboxes of this person with what they `said`, the newest first; never what is private."""
    rows = scope_of(person).exclude(kept_as="")
    if kept_as:
        rows = rows.filter(kept_as=kept_as)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return with_their_words(rows).select_related("contact", "unit", "topic").order_by("-pk")
