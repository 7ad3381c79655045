"""The inbox: one page of a view, and how many each view holds, in a constant number of queries.

A page is read by key and never by offset: first what lies on top, then what is promised (late first, by due time), then
the rest (newest first). Each of the three follows an index, so that a million messages change nothing. Where nobody is
waited for (`RESTING`) it is the newest first alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from manyvoices.conversations.models import Conversation, Labelled
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.found import found_among
from manyvoices.conversations.queries.scope import given_elsewhere, scope_of
from manyvoices.conversations.queries.stretches import key_of, read_key, stretches_of
from manyvoices.conversations.queries.views import HOLDS, LIVE, UNANSWERED, VIEWS, holds_of
from manyvoices.conversations.queries.visible import private_to
from manyvoices.core.search import parse
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.rights import Rights

A_PAGE = 50
# A view that holds more says "999+".
MOST_COUNTED = 999


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
    """One page of a view: nine queries at most, whatever there is. Raises Invalid for a view or a key that is none."""
    holds = holds_of(person, wanted.view)
    rows = _narrowed(person, wanted, holds, held)
    stretches = stretches_of(wanted.view)
    place, key, number = read_key(wanted.after, len(stretches))
    found: list[int] = []
    for part, stretch in enumerate(stretches):
        if part < place or len(found) > A_PAGE:
            continue
        some = stretch.rows_of(rows, holds)
        if part == place and number:
            some = some.filter(stretch.later(key, number))
        found.extend(some.order_by(*stretch.order).values_list("pk", flat=True)[: A_PAGE + 1 - len(found)])
    page = _shown(found[:A_PAGE])
    return Page(page, key_of(page[-1], stretches) if len(found) > A_PAGE and page else "")


def counts(person: Person, held: Rights | None = None) -> dict[str, int]:
    """How many each view holds, by its name; 1000 stands for any more. One query a view, and at most two more."""
    held = held or rights(person)
    units = held.units_with(IN_INBOX)
    scope = scope_of(person, held)
    read = _along_units(person, units) if units != frozenset(held.parents) else {}
    found = {name: read.get(name, scope).filter(holds(person)) for name, holds in HOLDS.items()}
    found["own"] = private_to(person)
    return {name: found[name][: MOST_COUNTED + 1].count() for name in VIEWS}


def _along_units(person: Person, units: frozenset[int]) -> dict[str, QuerySet[Conversation]]:
    """Views that are counted along the index of each unit, whatever the other units have."""
    elsewhere = given_elsewhere(person, units)
    place = Q(unit__in=units) | Q(pk__in=elsewhere) if elsewhere else Q(unit__in=units)
    rows = Conversation.objects.filter(place, owner=None, merged_into=None)
    live = dict.fromkeys(("unanswered", "mine", "late", "waiting", "spam"), rows.filter(LIVE))
    return {**live, "all": rows}


def waiting_for(person: Person, held: Rights, *, most: int) -> int:
    """How many wait for an answer, for the menu: in the inboxes this person works in, and what was given to them elsewhere.

    Whoever works in no inbox is told of their own voice instead. More than `most` is said as one more. Two queries.
    """
    units = held.units_with(IN_INBOX)
    waiting = Conversation.objects.filter(LIVE, UNANSWERED, merged_into=None)
    shared = waiting.filter(owner=None, unit__in=units or {0})
    theirs = Q(owner=None, assigned_to=person)
    own = waiting.filter(theirs if units else theirs | Q(owner=person)).exclude(unit__in=units, owner=None)
    return min(most + 1, shared[: most + 1].count() + own[: most + 1].count())


def _narrowed(person: Person, wanted: Wanted, holds: Q, held: Rights | None) -> QuerySet[Conversation]:
    if wanted.view == "own":
        rows, unit = private_to(person), "unit"
    else:
        rows, unit = scope_of(person, held), "place"
    said = {unit: wanted.unit, "kind": wanted.kind, "network": wanted.network, "language": wanted.language}
    rows = rows.filter(**{name: value for name, value in said.items() if value})
    if wanted.label is not None:
        rows = rows.filter(pk__in=Labelled.objects.filter(label=wanted.label).values("conversation"))
    words = parse(wanted.text)
    return rows.filter(pk__in=found_among(rows.filter(holds), words)) if wanted.text.strip() else rows


def _shown(keys: Sequence[int]) -> list[Conversation]:
    """With what a line shows. Joined to the fifty that are shown: PostgreSQL might join all of which it sorts the first."""
    rows = Conversation.objects.select_related("contact", "identity", "assigned_to", "unit", "topic", "voice")
    found = rows.prefetch_related("labelled__label").in_bulk(keys)
    return [found[pk] for pk in keys if pk in found]
