"""The person has seen where their voice goes, and says yes."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.federation.models import Move
from manyvoices.federation.permissions import may_move
from manyvoices.people.models import Person


@transaction.atomic
def confirm_move(*, actor: Person, move: Move) -> None:
    """The worker checks both sides once more and then tells every follower. Confirmed twice is confirmed once.

    Refused to everybody but the person whose voice it is; Conflict for a move that was not checked or is over.
    """
    may_move(actor, move.voice)
    standing = Move.objects.filter(pk=move.pk, cancelled_at=None, dead_at=None)
    now = clock.now()
    if standing.filter(confirmed_at=None, checked_at__isnull=False).update(
        confirmed_at=now, due_at=now, done_at=None, attempts=0
    ):
        audit.record(actor=actor, verb="confirm_move", target=move.voice, to=move.target_uri)
    elif not standing.filter(confirmed_at__isnull=False).exists():
        raise Conflict(_("This move was not checked, or it is over. Look at its page again."))
