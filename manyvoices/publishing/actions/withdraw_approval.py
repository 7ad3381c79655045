"""Take a question for approval back."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Refused
from manyvoices.people.models import Person
from manyvoices.publishing.models import Approval, ApprovalState


def withdraw_approval(*, actor: Person, approval: Approval) -> Approval:
    """The approval, taken back by who asked; the draft stays. Raises Refused, or Conflict where it was answered already."""
    if approval.asked_by_id != actor.pk:
        raise Refused(_("Only who asked can take the question back."))
    with transaction.atomic():
        mine = Approval.objects.filter(pk=approval.pk, state=ApprovalState.WAITING)
        if not mine.update(state=ApprovalState.WITHDRAWN, due_at=None, done_at=clock.now()):
            raise Conflict(_("This was answered or taken back already."))
        audit.record(actor=actor, verb="withdraw_approval", target=approval, post=approval.post_id)
    approval.refresh_from_db()
    return approval
