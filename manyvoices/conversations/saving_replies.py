"""Who keeps a saved reply, and what it may say."""

from django.utils.translation import gettext as _

from manyvoices.conversations.models import SavedReply
from manyvoices.conversations.permissions import may_arrange
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.people.models import Person

LONGEST_TITLE, LONGEST = 120, 5000


def may_save(person: Person, reply: SavedReply) -> None:
    """Passes whose own it is, or a lead of its unit. Raises NotThere for a colleague's own, Refused."""
    if reply.unit_id:
        may_arrange(person, reply.unit_id)
    elif reply.person_id != person.pk or not person.is_active:
        raise NotThere


def checked(title: str, text: str, language: str) -> dict[str, str]:
    """The fields, tidied. Raises Invalid."""
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise Invalid(title=_("Give it a title of at most %(most)s characters.") % {"most": LONGEST_TITLE})
    if not text.strip() or len(text) > LONGEST:
        raise Invalid(text=_("Write what it says, in at most %(most)s characters.") % {"most": LONGEST})
    return {"title": tidy(title, LONGEST_TITLE), "text": tidy(text, LONGEST), "language": language[:10]}
