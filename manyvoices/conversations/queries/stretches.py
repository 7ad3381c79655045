"""The stretches of a list, each with an order of its own, and the keys that say where a page ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models import Conversation
from manyvoices.conversations.queries.views import RESTING
from manyvoices.core.refusals import Invalid


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the list with an order of its own. `later` is what follows a key, `has` tells whether a row stands in it.

    `few`: it is read whole along its own index, and what the view holds is asked of each row; SQLite, which knows no figures
    of an index that was empty when it looked, would rather read everything that is open.
    """

    holds: Q
    order: tuple[str, str]
    later: Callable[[datetime, int], Q]
    has: Callable[[Conversation], bool]
    few: bool = False

    def rows_of(self, rows: QuerySet[Conversation], view: Q) -> QuerySet[Conversation]:
        """Of these rows what the view holds and stands here."""
        if self.few and view:
            shown = rows.alias(is_shown=Case(When(view, then=Value(1)), default=Value(0)))
            return shown.filter(self.holds, is_shown=1)
        return rows.filter(self.holds, view)


def stretches_of(view: str) -> Sequence[Stretch]:
    """Those of a view, in their order."""
    return _NEWEST if view in RESTING else _ALL


def key_of(last: Conversation, stretches: "Sequence[Stretch]") -> str:
    """The key at which a page ends that ends with this row."""
    place = next(part for part, stretch in enumerate(stretches) if stretch.has(last))
    moment = (last.due_at if stretches[place].order[0] == "due_at" else None) or last.last_at
    return f"{place}.{_micros(moment)}.{last.pk}"


def read_key(after: str, places: int) -> tuple[int, datetime, int]:
    """The stretch, the moment and the number that a key names; 0 for the number where there is none. Raises Invalid."""
    parts = after.split(".") if after else ["0", "0", "0"]
    is_number = len(parts) == 3 and all(part.isascii() and part.isdecimal() for part in parts)
    if not is_number or max(map(len, parts)) > 19 or int(parts[0]) >= places:
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


_ALL: Sequence[Stretch] = (
    # As its index says it: SQLite follows no index for a "not".
    Stretch(
        Q(on_top_because__gt=""),
        ("-last_at", "-pk"),
        _earlier,
        lambda one: one.on_top_because != "",
        few=True,
    ),
    Stretch(
        Q(on_top_because="", due_at__isnull=False),
        ("due_at", "pk"),
        _dues_later,
        lambda one: one.due_at is not None,
    ),
    Stretch(Q(on_top_because="", due_at=None), ("-last_at", "-pk"), _earlier, lambda _one: True),
)
_NEWEST: Sequence[Stretch] = (Stretch(Q(), ("-last_at", "-pk"), _earlier, lambda _one: True),)
