"""What happened to a delivery, when, and what happens next: for its page and for the shell."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, DeliveryEvent, Post
from manyvoices.publishing.queries.posts import post_in_view
from manyvoices.publishing.queries.what_is_next import Next, what_is_next
from manyvoices.publishing.status import Status, status


@dataclass(frozen=True)
class Told:
    """One line of the history. `because` is what the network or a fault said, word for word; `by` a person's name.

    `next_at` is when something was to happen by itself again, where it was not at once.
    """

    at: datetime
    said: str
    because: str
    by: str
    next_at: datetime | None


@dataclass(frozen=True)
class Explained:
    """A delivery with its state in words, its history oldest first, and what happens next."""

    delivery: Delivery
    status: Status
    lines: list[Told]
    next: Next


def explain(delivery: Delivery) -> Explained:
    """The whole story of one delivery, in the reader's language, in a constant number of queries."""
    events = delivery.events.select_related("by").order_by("id")
    lines = [_told(event) for event in events]
    return Explained(delivery, status(delivery), lines, what_is_next(delivery, clock.now()))


def explain_lines(delivery_id: int) -> list[str]:
    """The same for a terminal, times in UTC. Raises NotThere for a number that no delivery has."""
    delivery = _with_all().filter(pk=delivery_id).first()
    if delivery is None:
        raise NotThere(_("There is no delivery %(number)s.") % {"number": delivery_id})
    told = explain(delivery)
    return [
        *_heading(delivery, told.status),
        *(_as_line(line) for line in told.lines),
        _("Next: %(what)s") % {"what": told.next.as_text(_time)},
    ]


def delivery_in_view(person: Person, pk: int) -> tuple[Delivery, Post]:
    """A delivery whose post the person may see, and that post with all a page shows. Raises NotThere."""
    found = _with_all().filter(pk=pk).first()
    if found is None:
        raise NotThere("There is no such delivery, or it is not yours to see.")
    return found, post_in_view(person, found.post_id)


def _with_all() -> "QuerySet[Delivery]":
    return Delivery.objects.select_related("post__voice", "channel")


def _told(event: DeliveryEvent) -> Told:
    by = event.by.name if event.by else ""
    later = event.next_at if event.next_at and event.next_at > event.at else None
    return Told(event.at, str(event.get_happened_display()), event.because, by, later)


def _heading(delivery: Delivery, how: Status) -> list[str]:
    return [
        f"{delivery.pk} · {delivery.get_verb_display()} · {delivery.channel.address} ({delivery.network})",
        _("Post %(post)s, key %(key)s, part %(part)s of %(parts)s, %(tries)s calls")
        % {
            "post": delivery.post_id,
            "key": delivery.key,
            "part": delivery.part,
            "parts": delivery.parts,
            "tries": delivery.tries,
        },
        f"{delivery.get_state_display()}: {how.sentence}",
    ]


def _as_line(line: Told) -> str:
    parts = [f"{_time(line.at)}  {line.said}"]
    if line.by:
        parts.append(_("by %(name)s") % {"name": line.by})
    if line.next_at:
        parts.append(_("next at %(at)s") % {"at": _time(line.next_at)})
    if line.because:
        parts.append(f"“{line.because}”")
    return " · ".join(parts)


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}Z"
