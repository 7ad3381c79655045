"""The nominee says no."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, NotThere
from manyvoices.people.models import Nomination, Person
from manyvoices.people.nominating import UNANSWERED
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.telling import tell


@transaction.atomic
def refuse_nomination(*, actor: Person, nomination: Nomination) -> None:
    """The nominee's no, without a reason, before or after the invitation; said already it stays as it is.

    Only whoever invited is told. NotThere for somebody else's, Conflict when it was answered otherwise before.
    """
    may_be_here(rights(actor))
    if nomination.nominee_id != actor.pk:
        raise NotThere
    rows = Nomination.objects.filter(pk=nomination.pk)
    if not rows.filter(UNANSWERED).update(refused_at=clock.now()):
        if rows.filter(refused_at__isnull=False).exists():
            return
        raise Conflict(_("This invitation does not wait for an answer any more."))
    # The record is read by others, and the no is not for them: it says that there was an answer.
    audit.record(actor=actor, verb="answer_nomination", target=nomination)
    lead = rows.select_related("invited_by").get().invited_by
    tell(
        [lead] if lead is not None else [],
        kind="nomination",
        key=f"refused:{nomination.pk}",
        link=reverse("nomination", args=[nomination.pk]),
        subject=gettext_lazy("%(name)s said no, thank you"),
        text=gettext_lazy("Only you are told. No reason is needed, and nothing changes for them."),
        name=actor.name,
    )
