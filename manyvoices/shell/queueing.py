"""What waits to leave, for the terminal."""

from collections.abc import Mapping

from django.db.models import Count, Min
from django.utils.module_loading import import_string

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.publishing.models import Delivery, State
from manyvoices.shell.problems import USAGE, Problem

FINISHED = [State.SENT, State.CANCELLED]
EXPLAIN = "manyvoices.publishing.queries.explaining.explain_lines"
Row = Mapping[str, object]


def sums(limit: int) -> list[dict[str, object]]:
    """One row for each channel and state, the one due first on top; one query."""
    found = (
        Delivery.objects.exclude(state__in=FINISHED)
        .values("network", "channel__address", "state")
        .annotate(rows=Count("pk"), due=Min("due_at"))
        .order_by("due", "network", "channel__address", "state")
    )
    return [
        {
            "rows": row["rows"],
            "network": row["network"],
            "channel": row["channel__address"],
            "state": row["state"],
            "due": row["due"].isoformat() if row["due"] else None,
        }
        for row in found[:limit]
    ]


def each(limit: int) -> list[dict[str, object]]:
    """One row for each delivery, the one due first on top; one query. No words of the post: the page shows them."""
    found = Delivery.objects.exclude(state__in=FINISHED).select_related("channel").order_by("due_at", "pk")
    return [
        {
            "id": str(row.pk),
            "network": row.network,
            "channel": row.channel.address,
            "state": row.state,
            "verb": row.verb,
            "due": row.due_at.isoformat() if row.due_at else None,
            "attempts": row.attempts,
            "last_error": row.last_error,
        }
        for row in found[:limit]
    ]


def line(row: Row) -> str:
    """A row for people."""
    due = str(row["due"] or "")
    when = "no time" if not due else ("due " if due <= clock.now().isoformat() else "waits until ") + due[:16]
    head = f"{row['rows']:>6} x" if "rows" in row else f"{row['id']}  {row['verb']:<8}"
    tail = f"  {row['attempts']} tries  {row['last_error']}".rstrip() if row.get("attempts") else ""
    return f"{head}  {row['state']:<10} {row['network']:<14} {row['channel']:<32} {when}{tail}"


def explained(pk: int) -> list[str]:
    """What happened to a delivery, and what happens next. Raises Problem for a number that is none's."""
    try:
        return list(import_string(EXPLAIN)(pk))
    except (NotThere, Delivery.DoesNotExist):
        raise Problem(
            f"There is no delivery {pk}. The command queue --list shows their numbers.", USAGE
        ) from None
