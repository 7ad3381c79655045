"""An administrator answers what a person asked to be corrected."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Correction, Person
from manyvoices.people.permissions import may_administer
from manyvoices.people.queries import rights
from manyvoices.people.telling import tell


@transaction.atomic
def answer_correction(*, actor: Person, correction: Correction, answer: str) -> None:
    """Answer once, in words both read; the person is told. Refused beside the administrators of the person's unit.

    Invalid without words; Conflict when a colleague answered meanwhile.
    """
    may_administer(rights(actor), unit_id=correction.person.unit_id)
    said = answer.strip()
    if not said or len(said) > 1000:
        raise Invalid(answer=_("Say what was done, or why not, in at most 1000 characters."))
    waiting = Correction.objects.filter(pk=correction.pk, answered_at=None)
    if not waiting.update(answer=said, answered_at=clock.now(), answered_by=actor):
        raise Conflict(_("A colleague answered this meanwhile."))
    audit.record(actor=actor, verb="answer_correction", target=correction.person, entry=correction.entry)
    tell(
        [correction.person] if correction.person_id != actor.pk else [],
        kind="correction",
        key=f"correction-answered:{correction.pk}",
        link=reverse("recorded-entry", args=[correction.entry]),
        subject=gettext_lazy("Your request for a correction is answered"),
        text=gettext_lazy("%(by)s: “%(answer)s”"),
        by=actor.name,
        answer=said,
    )
