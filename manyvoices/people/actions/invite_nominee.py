"""A lead invites somebody who was nominated."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Nomination, Person
from manyvoices.people.nominating import FOLLOWS, OPEN
from manyvoices.people.permissions import may_give_role
from manyvoices.people.queries import rights
from manyvoices.people.telling import tell


@transaction.atomic
def invite_nominee(*, actor: Person, nomination: Nomination) -> Nomination:
    """The nomination, invited, and the nominee told. Invited already it stays as it is.

    The invitation carries the role of an ambassador, so whoever may not give that in the nominee's unit is refused,
    and nobody invites themselves. Conflict when it was answered or taken back meanwhile.
    """
    nominee = nomination.nominee
    may_give_role(rights(actor), to_id=nominee.pk, role=FOLLOWS, unit_id=nominee.unit_id)
    if not nominee.is_active:
        raise Invalid(nominee=_("This person has left."))
    rows = Nomination.objects.filter(pk=nomination.pk)
    if rows.filter(OPEN).update(invited_at=clock.now(), invited_by=actor):
        audit.record(actor=actor, verb="invite_nominee", target=nominee, role=FOLLOWS.value)
        tell(
            [nominee],
            kind="nomination",
            key=f"invited:{nomination.pk}",
            link=reverse("nomination", args=[nomination.pk]),
            subject=gettext_lazy("%(by)s invites you to become a voice"),
            text=gettext_lazy(
                "Read what it means and say yes, later or no. Nothing happens until you do; a no has no disadvantage."
            ),
            by=actor.name,
        )
    nomination.refresh_from_db()
    if nomination.invited_at is None or nomination.withdrawn_at is not None:
        raise Conflict(_("This nomination was answered or taken back meanwhile. Look at it again."))
    return nomination
