"""What is known of a cause: its name, who sees to it, where the change stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.cause_checks import checked_name, checked_owner, held_cause, tell_owner
from manyvoices.conversations.models import Cause, CauseState
from manyvoices.core import audit, clock
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person

LONGEST, LONGEST_REASON = 2000, 500


@dataclass(frozen=True, slots=True)
class About:
    """What a cause says. `change` is what was or is being changed, `because` why not now; `changed_at` None is now."""

    name: str
    owner: Person | None
    state: str
    change: str = ""
    because: str = ""
    changed_at: datetime | None = None


@transaction.atomic
def change_cause(*, actor: Person, cause: Cause, about: About) -> Cause:
    """The cause as it now stands; the same again changes nothing.

    For its owner and who works in an inbox of its unit, else NotThere. Invalid for "not now" without a reason, "changed"
    without what was changed, a day to come, and words that are too long.
    """
    fresh = held_cause(actor, cause)
    _check(about)
    was, owner = fresh.owner_id, checked_owner(about.owner)
    said = {
        "name": checked_name(about.name),
        "owner": owner,
        "state": about.state,
        "change": tidy(about.change, LONGEST),
        "because": tidy(about.because, LONGEST_REASON) if about.state == CauseState.NOT_NOW else "",
        "changed_at": _changed_at(fresh, about),
    }
    if all(getattr(fresh, field) == value for field, value in said.items()):
        return fresh
    for field, value in said.items():
        setattr(fresh, field, value)
    fresh.save(update_fields=list(said))
    audit.record(actor=actor, verb="change_cause", target=fresh, state=fresh.state, owner=fresh.owner_id)
    if fresh.owner_id != was:
        tell_owner(fresh, actor)
    return fresh


def _changed_at(cause: Cause, about: About) -> datetime | None:
    if about.state != CauseState.CHANGED:
        return None
    return about.changed_at or cause.changed_at or clock.now()


def _check(about: About) -> None:
    if about.state not in CauseState.values:
        raise Invalid(state=_("Say where the change stands."))
    if about.state == CauseState.NOT_NOW and not about.because.strip():
        raise Invalid(because=_("Say why not now. Whoever hears the complaint has to be able to explain it."))
    if about.state == CauseState.CHANGED and not about.change.strip():
        raise Invalid(change=_("Say what was changed: it is what people are told."))
    if len(about.change) > LONGEST:
        raise Invalid(change=_("That is longer than %(most)s characters. Shorten it.") % {"most": LONGEST})
    if len(about.because) > LONGEST_REASON:
        raise Invalid(
            because=_("That is longer than %(most)s characters. Shorten it.") % {"most": LONGEST_REASON}
        )
    if about.changed_at is not None and about.changed_at > clock.now():
        raise Invalid(changed_at=_("Choose a day that has begun. Until then it is being changed."))
