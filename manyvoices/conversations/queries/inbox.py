"""The inbox: its views, what each holds, and one page of it in a constant number of queries.

A page is read by key and never by offset: first what lies on top, then what is promised (late first, by due time), then
the rest (newest first). Each of the three follows an index, so that a million messages change nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models import Conversation, Kind, Labelled, Standing
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.found import found_among
from manyvoices.conversations.queries.visible import private_to
from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.core.search import parse
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.rights import Rights

A_PAGE = 50
# A view that holds more says "999+".
MOST_COUNTED = 999
# What was given to somebody outside their own units: more is nobody's day.
MOST_GIVEN = 500

# They spoke last, or an answer of ours did not get through.
UNANSWERED = Q(
    Q(answered_at=None) | Q(inbound_at__gt=F("answered_at")) | ~Q(on_top_because=""),
    standing=Standing.OPEN,
    snoozed_until=None,
) & ~Q(kind=Kind.SPAM)

VIEWS: dict[str, str | Promise] = {
    "unanswered": _("Unanswered"),
    "mine": _("Mine"),
    "late": _("Late"),
    "snoozed": _("Snoozed"),
    "waiting": _("Waiting for them"),
    "spam": _("Spam"),
    "all": _("All"),
    "own": _("To my own voice"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What the address asks for; empty says nothing. `after` is the key at which the page before ended."""

    view: str = "unanswered"
    unit: int | None = None
    label: int | None = None
    kind: str = ""
    network: str = ""
    language: str = ""
    text: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Conversations with what a line of the list shows; `after` asks for the next page, "" is the end."""

    rows: Sequence[Conversation]
    after: str


def page_of(person: Person, wanted: Wanted, held: Rights | None = None) -> Page:
    """One page of a view: eleven queries at most, whatever there is. Raises Invalid for a view or a key that is none."""
    rows = _filtered(_view(person, wanted.view, scope_of(person, held)), wanted)
    place, key, number = _read(wanted.after)
    found: list[Conversation] = []
    for part, (holds, order, later) in enumerate(_PARTS):
        if part < place or len(found) > A_PAGE:
            continue
        some = rows.filter(holds)
        if part == place and number:
            some = some.filter(later(key, number))
        found.extend(_shown(some).order_by(*order)[: A_PAGE + 1 - len(found)])
    return Page(found[:A_PAGE], _key(found[A_PAGE - 1]) if len(found) > A_PAGE else "")


def counts(person: Person, held: Rights | None = None) -> dict[str, int]:
    """How many each view holds, by its name; 1000 stands for any more. One query a view."""
    scope = scope_of(person, held)
    return {name: _view(person, name, scope)[: MOST_COUNTED + 1].count() for name in VIEWS}


def waiting_for(person: Person, held: Rights, *, most: int) -> int:
    """How many wait for an answer, for the menu: in the inboxes this person works in, and what was given to them elsewhere.

    Whoever works in no inbox is told of their own voice instead. More than `most` is said as one more. Two queries.
    """
    units = held.units_with(IN_INBOX)
    waiting = Conversation.objects.filter(UNANSWERED, merged_into=None)
    shared = waiting.filter(owner=None, unit__in=units or {0})
    theirs = Q(owner=None, assigned_to=person)
    own = waiting.filter(theirs if units else theirs | Q(owner=person)).exclude(unit__in=units, owner=None)
    return min(most + 1, shared[: most + 1].count() + own[: most + 1].count())


def scope_of(person: Person, held: Rights | None = None) -> QuerySet[Conversation]:
    """What belongs to the organisation and this person sees; of what was given to them elsewhere the open ones.

    Says the same as `visible.inbox_of` in a way both databases read along an index. `held` are their rights, where known.
    """
    held = held or rights(person)
    units = held.units_with(IN_INBOX)
    rows = _of_organisation()
    if units == frozenset(held.parents):
        return rows
    given = Conversation.objects.filter(assigned_to=person, owner=None, merged_into=None)
    given = given.exclude(standing=Standing.CLOSED).exclude(unit__in=units)
    elsewhere = list(given.values_list("pk", flat=True)[:MOST_GIVEN]) if person.is_active else []
    return rows.filter(Q(place__in=units) | Q(pk__in=elsewhere) if elsewhere else Q(place__in=units))


def _of_organisation() -> "QuerySet[Conversation]":
    """Whose unit is `place`. None of the three is a bare column: SQLite would read all rows of a unit, or all that are not
    private, and sort them, where an index in the order of the list (models/conversation.py) ends at the fiftieth.
    """
    rows = Conversation.objects.alias(
        place=Coalesce("unit_id", 0), whose=Coalesce("owner_id", 0), part_of=Coalesce("merged_into_id", 0)
    )
    return rows.filter(whose=0, part_of=0)


def is_late(conversation: Conversation, now: datetime) -> bool:
    """Whether the promised time has passed."""
    return conversation.due_at is not None and conversation.due_at <= now


def _view(person: Person, name: str, scope: QuerySet[Conversation]) -> QuerySet[Conversation]:
    if name == "own":
        return private_to(person)
    if name not in _HOLDS:
        raise Invalid(view=str(_("There is no such view.")))
    return scope.filter(_HOLDS[name](person))


def _late(_person: Person) -> Q:
    """Only what is open has a time: what waits for them rests, and what is closed is over."""
    return Q(due_at__lte=clock.now(), standing=Standing.OPEN)


def _filtered(rows: QuerySet[Conversation], wanted: Wanted) -> QuerySet[Conversation]:
    said = {"unit": wanted.unit, "kind": wanted.kind, "network": wanted.network, "language": wanted.language}
    rows = rows.filter(**{name: value for name, value in said.items() if value})
    if wanted.label is not None:
        rows = rows.filter(pk__in=Labelled.objects.filter(label=wanted.label).values("conversation"))
    return rows.filter(pk__in=found_among(rows, parse(wanted.text))) if wanted.text.strip() else rows


def _shown(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    people = rows.select_related("contact", "identity", "assigned_to", "unit", "topic", "voice")
    return people.prefetch_related("labelled__label")


def _key(last: Conversation) -> str:
    place = next(part for part, holds in enumerate(_IS) if holds(last))
    moment = last.due_at if place == 1 else last.last_at
    return f"{place}.{_micros(moment or last.last_at)}.{last.pk}"


def _read(after: str) -> tuple[int, datetime, int]:
    parts = after.split(".") if after else ["0", "0", "0"]
    is_number = len(parts) == 3 and all(part.isascii() and part.isdecimal() for part in parts)
    if not is_number or max(map(len, parts)) > 19 or int(parts[0]) >= len(_PARTS):
        raise Invalid(after=str(_("This page is not there any more. Begin again at the first one.")))
    try:
        return (
            int(parts[0]),
            datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(parts[1])),
            int(parts[2]),
        )
    except OverflowError:
        raise Invalid(
            after=str(_("This page is not there any more. Begin again at the first one."))
        ) from None


def _micros(moment: datetime) -> int:
    return (moment - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)


def _earlier(moment: datetime, number: int) -> Q:
    return Q(last_at__lt=moment) | Q(last_at=moment, pk__lt=number)


def _dues_later(moment: datetime, number: int) -> Q:
    return Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=number)


_HOLDS: Mapping[str, Callable[[Person], Q]] = {
    "unanswered": lambda _person: UNANSWERED,
    "mine": lambda person: Q(assigned_to=person, snoozed_until=None) & ~Q(standing=Standing.CLOSED),
    "late": _late,
    "snoozed": lambda _person: Q(snoozed_until__isnull=False),
    "waiting": lambda _person: Q(standing=Standing.WAITING),
    "spam": lambda _person: Q(kind=Kind.SPAM) & ~Q(standing=Standing.CLOSED),
    "all": lambda _person: Q(),
}
_ON_TOP = Q(on_top_because__gt="")  # as its index says it: SQLite follows no index for a "not"
_PARTS: Sequence[tuple[Q, tuple[str, str], Callable[[datetime, int], Q]]] = (
    (_ON_TOP, ("-last_at", "-pk"), _earlier),
    (Q(on_top_because="", due_at__isnull=False), ("due_at", "pk"), _dues_later),
    (Q(on_top_because="", due_at=None), ("-last_at", "-pk"), _earlier),
)
_IS: Sequence[Callable[[Conversation], bool]] = (
    lambda one: one.on_top_because != "",
    lambda one: one.due_at is not None,
    lambda _one: True,
)
