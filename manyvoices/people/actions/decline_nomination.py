"""A lead does not invite, and says why."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Nomination, Person
from manyvoices.people.nominating import FOLLOWS, OPEN
from manyvoices.people.permissions import may_give_role
from manyvoices.people.queries import rights
from manyvoices.people.telling import tell
from manyvoices.people.validity import check_reason


@transaction.atomic
def decline_nomination(*, actor: Person, nomination: Nomination, because: str) -> Nomination:
    """The nomination, declined with the reason that nominator and nominee read. Declined already it stays as it is.

    Refused to whoever could not invite either; Invalid without a reason; Conflict once the nominee was invited.
    """
    nominee = nomination.nominee
    may_give_role(rights(actor), to_id=nominee.pk, role=FOLLOWS, unit_id=nominee.unit_id)
    reason = check_reason(because)
    rows = Nomination.objects.filter(pk=nomination.pk)
    if rows.filter(OPEN).update(declined_at=clock.now(), declined_by=actor, decline_reason=reason):
        audit.record(actor=actor, verb="decline_nomination", target=nominee, because=reason)
        tell(
            {nomination.nominated_by, nominee} - {actor},
            kind="nomination",
            key=f"declined:{nomination.pk}",
            link=reverse("nomination", args=[nomination.pk]),
            subject=gettext_lazy("Not now: the nomination of %(name)s"),
            text=gettext_lazy("%(by)s says why: “%(reason)s” You can talk to them, or nominate again later."),
            name=nominee.name,
            by=actor.name,
            reason=reason,
        )
    nomination.refresh_from_db()
    if nomination.declined_at is None:
        raise Conflict(_("This nomination was answered or taken back meanwhile. Look at it again."))
    return nomination
