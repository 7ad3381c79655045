"""The titles of articles. Pure."""

from django.utils.translation import gettext as _

from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Invalid

LONGEST_TITLE = 200


def plain_title(title: str, *, needed: bool = False) -> str:
    """The title on one line. Raises Invalid for a long one, and for an empty one where it is `needed`."""
    if len(title) > LONGEST_TITLE:
        raise Invalid(title=_("A title has at most %(most)s characters.") % {"most": LONGEST_TITLE})
    plain = " ".join(tidy(title, LONGEST_TITLE).split())
    if needed and not plain:
        raise Invalid(title=_("An article needs a title: it is what people read first. Give it one."))
    return plain
