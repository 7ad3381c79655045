"""What a nomination is at this moment, and to whom: pure rules over loaded rows."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import NominatedBy, Nomination, Person, RoleName
from manyvoices.people.permissions import roles_to_give
from manyvoices.people.rights import Rights

# What a lead's invitation leads to when the nominee says yes.
FOLLOWS = RoleName.AMBASSADOR
THEIR_LEADS = frozenset({RoleName.UNIT_LEAD.value, RoleName.PROGRAMME_LEAD.value})
UNANSWERED = Q(declined_at=None, accepted_at=None, refused_at=None, withdrawn_at=None)
OPEN = UNANSWERED & Q(invited_at=None)
INVITED = UNANSWERED & Q(invited_at__isnull=False)


class Step(models.TextChoices):
    """Where a nomination stands. Not a column: it follows from the times on the row."""

    OPEN = "open", _("Waits for a lead")
    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("Said yes")
    REFUSED = "refused", _("Said no")
    DECLINED = "declined", _("Not now")
    WITHDRAWN = "withdrawn", _("Taken back")


@dataclass(frozen=True, slots=True)
class Seen:
    """A nomination as one person sees it, with what they may do about it."""

    row: Nomination
    step: Step
    is_mine: bool
    may_invite: bool
    may_answer: bool
    may_withdraw: bool


def seen(row: Nomination, held: Rights) -> Seen:
    """The nomination in the eyes of whoever holds these rights. No query."""
    step = step_of(row, held)
    is_mine, waits = row.nominee_id == held.person_id, step in {Step.OPEN, Step.INVITED}
    leads = not is_mine and FOLLOWS in roles_to_give(held, row.nominee.unit_id)
    return Seen(
        row=row,
        step=step,
        is_mine=is_mine,
        may_invite=leads and step == Step.OPEN,
        may_answer=is_mine and waits,
        may_withdraw=waits and row.nominated_by_id == held.person_id,
    )


def step_of(row: Nomination, held: Rights) -> Step:
    """Where it stands for this reader: a no is shown to the nominee and to whoever invited, and to nobody else."""
    if row.withdrawn_at is not None:
        return Step.WITHDRAWN
    if row.accepted_at is not None:
        return Step.ACCEPTED
    if row.declined_at is not None:
        return Step.DECLINED
    if row.refused_at is not None:
        if held.person_id in {row.nominee_id, row.invited_by_id}:
            return Step.REFUSED
        return Step.INVITED if row.invited_at is not None else Step.WITHDRAWN
    return Step.OPEN if row.invited_at is None else Step.INVITED


def relation(held: Rights, nominee: Person) -> NominatedBy:
    """What whoever holds these rights is to the nominee."""
    if nominee.pk == held.person_id:
        return NominatedBy.SELF
    leads = held.has_any_role(THEIR_LEADS, nominee.unit_id)
    return NominatedBy.MANAGER if leads else NominatedBy.PEER
