"""The nominee says yes."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, NotThere, Refused
from manyvoices.people.models import Nomination, Person, Role
from manyvoices.people.nominating import FOLLOWS, INVITED
from manyvoices.people.permissions import may_be_here, may_give_role
from manyvoices.people.queries import rights
from manyvoices.people.queries.nominations import leads_of
from manyvoices.people.telling import tell


@transaction.atomic
def accept_nomination(*, actor: Person, nomination: Nomination) -> Nomination:
    """The nomination, accepted by the nominee alone. Accepted already it stays as it is.

    The yes itself gives nothing: the role that the invitation carries is given in the name of the lead who invited,
    if they still may; else the leads of today are asked. NotThere for somebody else's, Conflict when it was not
    asked or was answered before.
    """
    may_be_here(rights(actor))
    if nomination.nominee_id != actor.pk:
        raise NotThere
    rows = Nomination.objects.filter(pk=nomination.pk)
    if rows.filter(INVITED).update(accepted_at=clock.now()):
        audit.record(actor=actor, verb="accept_nomination", target=nomination)
        _tell(rows.select_related("invited_by").get(), gave=_give_what_follows(rows.get()))
    nomination.refresh_from_db()
    if nomination.accepted_at is None:
        raise Conflict(_("This invitation does not wait for an answer any more."))
    return nomination


def _give_what_follows(row: Nomination) -> bool:
    """Whether the nominee has the role of the invitation now, given by the lead and recorded as the lead's."""
    lead, nominee = row.invited_by, row.nominee
    if lead is None:
        return False
    try:
        may_give_role(rights(lead), to_id=nominee.pk, role=FOLLOWS, unit_id=nominee.unit_id)
    except Refused:  # they lead this unit no longer
        return False
    _role, is_new = Role.objects.get_or_create(
        person=nominee,
        name=FOLLOWS,
        unit=nominee.unit,
        brand=None,
        ended_at=None,
        defaults={"given_by": lead, "given_at": clock.now()},
    )
    if is_new:
        audit.record(
            actor=lead, verb="give_role", target=nominee, because=_("the invitation was accepted"),
            role=FOLLOWS.value, unit=nominee.unit_id, nomination=row.pk,
        )  # fmt: skip
    return True


def _tell(row: Nomination, *, gave: bool) -> None:
    nominee, lead = row.nominee, row.invited_by
    about = {"kind": "nomination", "link": reverse("person", args=[nominee.pk]), "name": nominee.name}
    if gave and lead is not None:
        text = gettext_lazy("Name a coach and a buddy, and grant the right to publish when they are ready.")
        told = [lead]
    else:
        text = gettext_lazy("Whoever invited them leads here no longer, so the role is yours to give.")
        told = list(leads_of(rights(nominee), nominee.unit_id))
    tell(
        told,
        key=f"accepted:{row.pk}",
        subject=gettext_lazy("%(name)s said yes and becomes a voice"),
        text=text,
        **about,
    )
