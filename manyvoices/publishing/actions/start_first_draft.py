"""The friendly draft right after set-up."""

from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.first_words import first_words
from manyvoices.publishing.models import Post


def start_first_draft(*, actor: Person) -> Post:
    """The friendly draft right after set-up, to be changed before anybody sees it."""
    home = organisation()
    return start_draft(actor=actor, text=first_words(actor.name, home.name if home else ""))
