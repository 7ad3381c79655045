"""A conversation gets a label."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held_of_organisation
from manyvoices.conversations.models import Conversation, Label, Labelled
from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.queries import rights


@transaction.atomic
def label_conversation(*, actor: Person, conversation: Conversation, label: Label) -> None:
    """It carries the label; labelled twice it carries it once. Invalid for one that ended or is of another part of the house."""
    fresh = held_of_organisation(actor, conversation)
    live = Label.objects.filter(pk=label.pk, ended_at=None).exists()
    if not live or label.unit_id not in set(rights(actor).lineage(fresh.unit_id)):
        raise Invalid(label=_("This label is not offered here. Choose another one."))
    _row, is_new = Labelled.objects.get_or_create(
        conversation=fresh, label=label, defaults={"by": actor, "at": clock.now()}
    )
    if is_new:
        note(fresh, "labelled", actor, label=label.pk)
