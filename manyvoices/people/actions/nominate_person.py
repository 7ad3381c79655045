"""Somebody thinks that a colleague, or they themselves, should be heard."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import NominatedBy, Nomination, Person, Topic
from manyvoices.people.nominating import UNANSWERED, relation
from manyvoices.people.permissions import may_be_here, may_nominate
from manyvoices.people.queries import rights, setting
from manyvoices.people.queries.nominations import leads_of
from manyvoices.people.telling import tell
from manyvoices.people.validity import check_reason


def nominate_person(
    *, actor: Person, nominee: Person, because: str, topics: Collection[Topic] = ()
) -> Nomination:
    """The nomination, told to the nominee and to their leads. It gives nothing: a lead invites, the nominee decides.

    Anybody may nominate anybody who is here, unless the nominee's unit leaves it to some (`who_nominates`): Refused.
    One that waits already is returned as it is. Invalid without a reason.
    """
    held = rights(actor)
    may_be_here(held)
    if not nominee.is_active:
        raise Invalid(nominee=_("This person has left."))
    mine = Nomination.objects.filter(UNANSWERED, nominee=nominee, nominated_by=actor)
    standing = mine.first()
    if standing is not None:
        return standing
    how = relation(held, nominee)
    may_nominate(how, setting(nominee.unit_id, "who_nominates"))
    reason = check_reason(because)
    try:
        with transaction.atomic():
            row = Nomination.objects.create(
                nominee=nominee,
                nominated_by=actor,
                relation=how,
                reason=reason,
                nominated_at=clock.now(),
            )
            row.topics.set(topics)
            audit.record(actor=actor, verb="nominate_person", target=nominee, relation=row.relation)
            _tell(row, list(leads_of(held, nominee.unit_id)))
    except IntegrityError:  # pressed twice in the same moment
        return mine.get()
    return row


def _tell(row: Nomination, leads: list[Person]) -> None:
    names = {"name": row.nominee.name, "by": row.nominated_by.name, "reason": row.reason}
    about = {"kind": "nomination", "link": reverse("nomination", args=[row.pk])}
    if row.relation != NominatedBy.SELF:
        tell(
            [row.nominee],
            key=f"nominated:{row.pk}",
            subject=gettext_lazy("%(by)s thinks you should be heard"),
            text=gettext_lazy(
                "“%(reason)s” Nothing follows from it by itself: a lead may invite you, and you alone decide."
            ),
            **about,
            **names,
        )
    tell(
        [lead for lead in leads if lead.pk not in {row.nominee_id, row.nominated_by_id}],
        key=f"to-invite:{row.pk}",
        subject=gettext_lazy("%(by)s nominated %(name)s"),
        text=gettext_lazy("“%(reason)s” Invite them, or say why not now."),
        **about,
        **names,
    )
