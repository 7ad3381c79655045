"""The column beside a conversation: who they are, and what was before."""

from manyvoices.conversations.queries.contact_column import Column, column_of
from manyvoices.conversations.queries.conversation import Shown
from manyvoices.people.models import Person


def beside(person: Person, shown: Shown) -> Column:
    """What contacts/contact_column.html shows, without the conversation that is open."""
    return column_of(person, shown.panel.contact, leave_out=shown.conversation.pk)
