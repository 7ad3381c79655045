"""The views of the inbox, and what each holds."""

from collections.abc import Callable, Mapping

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models import Kind, Standing
from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person

# As the indexes of what is not over say it, so that both databases follow them.
LIVE = ~Q(standing=Standing.CLOSED)
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
# Nothing in these waits for an answer of ours: they have no time and nothing on top.
RESTING = frozenset({"snoozed", "waiting", "spam"})


def holds_of(person: Person, view: str) -> Q:
    """What a view asks of a conversation, beside whose it is. Raises Invalid for a view there is not."""
    if view not in VIEWS:
        raise Invalid(view=str(_("There is no such view.")))
    return HOLDS[view](person) if view in HOLDS else Q()


def _late(_person: Person) -> Q:
    """Only what is open has a time: what waits for them rests, and what is closed is over."""
    return Q(due_at__lte=clock.now(), standing=Standing.OPEN)


HOLDS: Mapping[str, Callable[[Person], Q]] = {
    "unanswered": lambda _person: UNANSWERED,
    "mine": lambda person: Q(LIVE, assigned_to=person, snoozed_until=None),
    "late": _late,
    "snoozed": lambda _person: Q(snoozed_until__isnull=False),
    "waiting": lambda _person: Q(standing=Standing.WAITING),
    "spam": lambda _person: Q(LIVE, kind=Kind.SPAM),
    "all": lambda _person: Q(),
}
