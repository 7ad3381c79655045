"""Stop a repeat."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.models import Repeat
from manyvoices.publishing.permissions import may_take_back
from manyvoices.publishing.stopping import stop


@transaction.atomic
def stop_repeat(*, actor: Person, repeat: Repeat) -> Repeat:
    """The stopped repeat; turns that were made already stay planned posts. Refused to who may not speak as its voice.

    Raises Conflict when it was stopped before.
    """
    may_take_back(actor, repeat.pattern)
    if not stop(repeat, "", actor):
        raise Conflict(_("This repeat was stopped already."))
    audit.record(actor=actor, verb="stop_repeat", target=repeat)
    repeat.refresh_from_db()
    return repeat
