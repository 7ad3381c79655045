"""Go: the posts of a plan are written."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid, NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.models import PlanImport, PlanState
from manyvoices.publishing.queries.plan_imports import progress_of


@transaction.atomic
def agree_plan_import(*, actor: Person, plan: PlanImport, as_drafts: bool = False) -> int:
    """How many posts are written from now on; the worker does it with the rights of the actor, line by line.

    `as_drafts`: nothing is planned, each post is a draft with a wished time. NotThere for a colleague's plan, Invalid
    when no line is good, Conflict after a drop. Pressed twice, the second changes nothing.
    """
    if plan.made_by_id != actor.pk:
        raise NotThere
    good = progress_of(plan).good
    if not good:
        raise Invalid(file=_("No line of this file can become a post. Mend the file and bring it again."))
    now = clock.now()
    waiting = PlanImport.objects.filter(pk=plan.pk, state=PlanState.LOOKED_AT)
    if waiting.update(state=PlanState.WRITING, agreed_at=now, due_at=now, as_drafts=as_drafts):
        audit.record(actor=actor, verb="agree_plan_import", target=plan, posts=good, drafts=as_drafts)
    elif PlanImport.objects.filter(pk=plan.pk, state=PlanState.DROPPED).exists():
        raise Conflict(_("This plan was dropped. Bring the file again."))
    return good
