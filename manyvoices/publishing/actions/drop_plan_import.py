"""Stop a plan."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.models import PlanImport, PlanState


@transaction.atomic
def drop_plan_import(*, actor: Person, plan: PlanImport) -> PlanImport:
    """The plan, of which nothing more is written; what was written stays. One that is done is left as it is.

    NotThere for a colleague's plan.
    """
    if plan.made_by_id != actor.pk:
        raise NotThere
    running = PlanImport.objects.filter(pk=plan.pk, state__in=[PlanState.LOOKED_AT, PlanState.WRITING])
    if running.update(state=PlanState.DROPPED):
        audit.record(actor=actor, verb="drop_plan_import", target=plan)
    plan.refresh_from_db()
    return plan
