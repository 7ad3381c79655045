"""A conversation loses a label."""

from django.db import transaction

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held_of_organisation
from manyvoices.conversations.models import Conversation, Label, Labelled
from manyvoices.people.models import Person


@transaction.atomic
def unlabel_conversation(*, actor: Person, conversation: Conversation, label: Label) -> None:
    """It carries the label no more; one it does not carry changes nothing."""
    fresh = held_of_organisation(actor, conversation)
    gone, _rows = Labelled.objects.filter(conversation=fresh, label=label).delete()
    if gone:
        note(fresh, "unlabelled", actor, label=label.pk)
