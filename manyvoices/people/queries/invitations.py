"""Invitations: those of one's units by what became of them, and the one behind a link."""

from collections.abc import Iterable
from enum import StrEnum

from django.db.models import Q, QuerySet

from manyvoices.core import clock, tokens
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Invitation
from manyvoices.people.permissions import LEADS
from manyvoices.people.rights import Rights


class Stand(StrEnum):
    """What became of an invitation."""

    WAITING = "waiting"
    JOINED = "joined"
    ENDED = "ended"  # its days are over, or it was taken back


def invitations_in_view(rights: Rights, stand: Stand | None = None, name: str = "") -> QuerySet[Invitation]:
    """Invitations into the units this person leads or administers, newest first; of one stand, or with a name in it."""
    inside = Invitation.objects.filter(unit_id__in=rights.units_with(LEADS))
    if stand is not None:
        inside = inside.filter(_of(stand))
    if name:
        inside = inside.filter(Q(name__icontains=name) | Q(email__icontains=name) | Q(login__iexact=name))
    return inside.select_related("unit", "invited_by").order_by("-invited_at", "-id")


def invitation_in_view(rights: Rights, invitation_id: int) -> Invitation:
    """One of them that nobody accepted or took back yet. Raises NotThere."""
    open_ = invitations_in_view(rights).filter(accepted_at=None, revoked_at=None)
    found = open_.filter(pk=invitation_id).first()
    if found is None:
        raise NotThere
    return found


def invitation_behind(token: str) -> Invitation | None:
    """The invitation a link was made for, whatever became of it; None for a link that was never ours."""
    known = Invitation.objects.filter(token_hash=tokens.hashed(token))
    return known.select_related("unit", "invited_by").first()


def stand_of(invitation: Invitation) -> Stand:
    """What became of it by now."""
    if invitation.accepted_at is not None:
        return Stand.JOINED
    ended = invitation.revoked_at is not None or invitation.expires_at <= clock.now()
    return Stand.ENDED if ended else Stand.WAITING


def waiting_invitations(ids: Iterable[int]) -> set[int]:
    """Those of these invitations that can still be accepted."""
    return set(Invitation.objects.filter(_of(Stand.WAITING), pk__in=list(ids)).values_list("pk", flat=True))


def _of(stand: Stand) -> Q:
    if stand == Stand.JOINED:
        return Q(accepted_at__isnull=False)
    over = Q(revoked_at__isnull=False) | Q(expires_at__lte=clock.now())
    return Q(accepted_at=None) & (over if stand == Stand.ENDED else ~over)
