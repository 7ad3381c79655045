"""Causes as somebody sees them: in whose inbox they work, or whose change it is."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from manyvoices.conversations.before_after import WEEK, WEEKS, Compared, compared
from manyvoices.conversations.models import Cause, CauseState, Conversation
from manyvoices.conversations.permissions import ARRANGES as LEADS_OF_UNITS
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.visible import inbox_of, with_their_words
from manyvoices.conversations.queries.words_back import linked_to
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.units import path_to

# More complaints of one kind in sixteen weeks than this are not counted one by one.
MOST = 20_000
OFFERED, MOST_OWNERS = 50, 500


def causes_in_view(person: Person, *, state: str = "", mine: bool = False) -> QuerySet[Any]:
    """The causes one sees, those that somebody complained about last first, each with `times` and `last_at`.

    What was said stays in the inboxes; how often it was said is no secret of one.
    """
    rows = _seen(person).filter(ended_at=None)
    if state:
        rows = rows.filter(state=state)
    if mine:
        rows = rows.filter(owner=person)
    ours = Q(conversations__owner=None)
    counted = rows.annotate(
        times=Count("conversations", filter=ours), last_at=Max("conversations__first_at", filter=ours)
    )
    return counted.select_related("unit", "owner").order_by(F("last_at").desc(nulls_last=True), "-pk")


def cause_in_view(person: Person, cause_id: int) -> Cause:
    """One of them. Raises NotThere."""
    rows = _seen(person).filter(pk=cause_id, ended_at=None)
    found = rows.select_related("unit", "owner", "made_by").first()
    if found is None:
        raise NotThere
    return found


def causes_of(person: Person, conversation: Conversation) -> list[Cause]:
    """The causes of a conversation that this person sees."""
    return list(_seen(person).filter(conversations=conversation, ended_at=None).order_by("name", "pk"))


def causes_offered(person: Person, conversation: Conversation) -> list[Cause]:
    """What a conversation could be linked to: of its unit and those above it, what came last first; one query and rights."""
    above = path_to(rights(person).parents, conversation.unit_id)
    rows = _seen(person).filter(ended_at=None, unit__in=above).exclude(conversations=conversation)
    latest = rows.annotate(last_at=Max("conversations__last_at"))
    return list(latest.order_by(F("last_at").desc(nulls_last=True), "-pk")[:OFFERED])


def owned_by(person: Person) -> QuerySet[Cause]:
    """What this person is to see to and nobody has said done or not now."""
    unfinished = [CauseState.OPEN, CauseState.CHANGING]
    rows = Cause.objects.filter(owner=person, ended_at=None, state__in=unfinished)
    return rows.select_related("unit").order_by("made_at", "pk")


def examples_of(person: Person, cause: Cause, *, before: int | None = None) -> QuerySet[Any]:
    """The conversations behind it that stand in this person's inboxes, the newest first, with what they `said`."""
    rows = linked_to(cause).filter(pk__in=inbox_of(person).values("pk"))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return with_their_words(rows).select_related("contact", "unit").order_by("-pk")


def times_of(cause: Cause) -> int:
    """How many conversations have it."""
    return linked_to(cause).count()


def before_and_after(cause: Cause, now: datetime) -> Compared:
    """The weeks around its change; one query."""
    since = (cause.changed_at or now) - WEEKS * WEEK
    rows = linked_to(cause).filter(first_at__gte=since).order_by("first_at")
    return compared(list(rows.values_list("first_at", flat=True)[:MOST]), cause.changed_at, now)


def owners_for(person: Person, units: Collection[int], *, besides: Person | None = None) -> list[Person]:
    """Who could see to a cause in these units: who belongs to one or leads it, and the person; the first 500 by name."""
    leads = Q(roles__name__in=LEADS_OF_UNITS, roles__unit__in=units, roles__ended_at=None)
    named = [one.pk for one in (person, besides) if one is not None]
    rows = Person.objects.filter(Q(unit__in=units) | leads | Q(pk__in=named), is_active=True)
    return list(rows.distinct().order_by("name", "pk")[:MOST_OWNERS])


def _seen(person: Person) -> QuerySet[Cause]:
    if not person.is_active:
        return Cause.objects.none()
    return Cause.objects.filter(Q(unit__in=rights(person).units_with(IN_INBOX)) | Q(owner=person))
