"""The person stays after all."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.federation.models import Move
from manyvoices.federation.permissions import may_move
from manyvoices.people.models import Person


@transaction.atomic
def cancel_move(*, actor: Person, move: Move) -> None:
    """Nobody will be told. Refused to others; Conflict once the followers have been told. Twice is once."""
    may_move(actor, move.voice)
    open_move = Move.objects.filter(pk=move.pk, announced_at=None, cancelled_at=None)
    if open_move.update(cancelled_at=clock.now(), due_at=None):
        audit.record(actor=actor, verb="cancel_move", target=move.voice, to=move.target)
    elif Move.objects.filter(pk=move.pk).exclude(announced_at=None).exists():
        raise Conflict(_("Your followers have been told already; a move cannot be called back."))
