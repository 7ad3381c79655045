"""Approvals that nobody answered in time: further people are asked. Nothing is ever published by waiting."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from manyvoices.core import clock
from manyvoices.core.work import Answer, Kind, Tools
from manyvoices.people.models import RoleName
from manyvoices.publishing.approving import asks_of
from manyvoices.publishing.asking import colleagues, tell_about
from manyvoices.publishing.models import Approval, ApprovalState
from manyvoices.publishing.voiding import void_if_changed


class Approvals(Kind[Approval]):
    """Each row escalates once, at the moment by which it should have been answered."""

    model = Approval
    limit = 20

    async def handle(self, rows: Sequence[Approval], tools: Tools) -> Mapping[Any, Answer]:
        """Each row records itself."""
        for row in rows:
            await tools.db(escalate, row.pk, tools.worker)
        return {}


@transaction.atomic
def escalate(approval_id: int, worker: int) -> None:
    """Tells who may answer from now on, and who waits; a row that `worker` does not hold is left alone."""
    free = {"taken_by": None, "taken_until": None, "due_at": None, "attempts": 0}
    mine = Approval.objects.filter(pk=approval_id, taken_by=worker)
    if not mine.update(**free):
        return
    waiting = Approval.objects.filter(pk=approval_id, state=ApprovalState.WAITING, escalated_at=None)
    row = waiting.select_related("post__voice", "post__prepared_by", "asked_by", "rule__owner").first()
    if row is None or void_if_changed(row.post, None):
        return
    waiting.update(escalated_at=clock.now())
    role = asks_of(row).escalates_to
    others = colleagues(role, row.post.voice, but=[row.asked_by_id, row.post.prepared_by_id])
    tell_about(
        row,
        others,
        "escalated",
        subject=_("A post of @%(handle)s waits for an answer longer than agreed"),
        text=_("%(name)s asked for a second pair of eyes and nobody answered in time. You may answer now."),
        name=row.asked_by.name,
    )
    tell_about(
        row,
        [row.asked_by],
        "waits",
        subject=_("Your post of @%(handle)s was not answered in time"),
        text=_(
            "People with the role %(role)s were asked as well. It still waits; nothing leaves without an answer."
        ),
        role=RoleName(role).label,
    )


KIND = Approvals()
