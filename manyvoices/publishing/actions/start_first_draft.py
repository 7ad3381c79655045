"""The friendly draft right after set-up."""

from django.utils.translation import gettext as _

from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.models import Post


def start_first_draft(*, actor: Person) -> Post:
    """The friendly draft right after set-up, to be changed before anybody sees it."""
    home = organisation()
    return start_draft(
        actor=actor,
        text=_(
            "Hello, I am %(name)s and I work at %(organisation)s. Here I will tell you in my own words what we do, "
            "what goes well and what does not. Ask me anything."
        )
        % {"name": actor.name, "organisation": home.name if home else ""},
    )
