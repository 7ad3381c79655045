"""A person says that something recorded about them is wrong."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Correction, Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.queries.register import administrators_of, entry_named
from manyvoices.people.telling import tell


@transaction.atomic
def ask_correction(*, actor: Person, entry: str, text: str) -> Correction:
    """What the actor asks to be corrected in an entry about themselves; the administrators of their unit are told.

    The same words that wait already are returned as they are. NotThere for an entry that is none, Invalid without words.
    """
    held = rights(actor)
    may_be_here(held)
    about, said = entry_named(entry), text.strip()
    if not said or len(said) > 1000:
        raise Invalid(text=_("Say what is wrong and what would be right, in at most 1000 characters."))
    waiting = Correction.objects.filter(person=actor, entry=entry, text=said, answered_at=None).first()
    if waiting is not None:
        return waiting
    row = Correction.objects.create(person=actor, entry=entry, text=said, asked_at=clock.now())
    audit.record(actor=actor, verb="ask_correction", target=row, entry=entry)
    tell(
        administrators_of(held, actor.unit_id).exclude(pk=actor.pk),
        kind="correction",
        key=f"correction-asked:{row.pk}",
        link=reverse("corrections"),
        subject=gettext_lazy("%(name)s asks for a correction"),
        text=gettext_lazy("About “%(about)s”. Put it right and answer them."),
        name=actor.name,
        about=about.title,
    )
    return row
