"""The list of voices, narrowed by kind, unit and state."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.core import clock
from manyvoices.people.models import Unit
from manyvoices.people.rights import Rights
from manyvoices.voices.models import Voice, VoiceKind

STATES: dict[str, Promise] = {
    "active": _("Speaking"),
    "resting": _("Resting"),
    "hidden": _("Hidden"),
    "muted": _("Muted"),
    "closed": _("Closed"),
}


def narrowed(
    voices: QuerySet[Voice],
    rights: Rights,
    *,
    kind: str = "",
    unit: str = "",
    state: str = "",
    words: str = "",
) -> QuerySet[Voice]:
    """Those of `voices` of this kind, in this unit or below it, in this state, whose name or handle has the words.

    What nobody knows narrows nothing, so that an old address still shows a list.
    """
    if kind in VoiceKind.values:
        voices = voices.filter(kind=kind)
    if unit.isdecimal() and int(unit) in rights.parents:
        below = [key for key in rights.parents if int(unit) in set(rights.lineage(key))]
        voices = voices.filter(unit__in=below)
    if state in STATES:
        voices = voices.filter(_in_state(state))
    if words.strip():
        wanted = words.strip().removeprefix("@")
        voices = voices.filter(Q(name__icontains=wanted) | Q(handle__icontains=wanted))
    return voices


def units_of(voices: QuerySet[Voice]) -> Iterable[Unit]:
    """The units in which these voices are, by name; of each its name alone is loaded."""
    return Unit.objects.filter(pk__in=voices.order_by().values("unit")).only("name").order_by("name", "id")


def _in_state(state: str) -> Q:
    muted = Q(closed_at=None, muted_until__gt=clock.now())
    return {
        "active": Q(closed_at=None, resting_since=None, hidden_since=None),
        "resting": Q(closed_at=None, resting_since__isnull=False),
        "hidden": Q(closed_at=None, hidden_since__isnull=False),
        "muted": muted,
        "closed": Q(closed_at__isnull=False),
    }[state]
