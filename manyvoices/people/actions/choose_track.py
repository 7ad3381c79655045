"""Ambassador or social employee: chosen by the person, changed whenever they like."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person, Track
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights


@transaction.atomic
def choose_track(*, actor: Person, track: str) -> Person:
    """The actor on the track they chose; chosen already, nothing changes. Nobody chooses for another.

    Roles, rights and the voice stay as they are: what becomes of the voice is asked beside it, not decided here.
    """
    may_be_here(rights(actor))
    if track not in Track.values:
        raise Invalid(track=_("Choose one of the two."))
    others = Person.objects.filter(pk=actor.pk).exclude(track=track)
    if others.update(track=track, track_chosen_at=clock.now()):
        audit.record(actor=actor, verb="choose_track", target=actor, track=track)
    actor.refresh_from_db(fields=["track", "track_chosen_at"])
    return actor
