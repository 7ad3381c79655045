"""Say what a picture shows, for those who cannot see it."""

from django.utils.translation import gettext as _

from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment
from manyvoices.publishing.permissions import may_change


def describe_picture(
    *, actor: Person, attachment: Attachment, alt: str, decorative: bool = False
) -> Attachment:
    """The attachment with its description, or marked as decorative. Raises Refused, Invalid."""
    may_change(actor, attachment.post)
    if len(alt) > 1500:
        raise Invalid(alt=_("A description has at most 1,500 characters."))
    attachment.alt = tidy(alt, 1500)
    attachment.decorative = decorative
    attachment.save(update_fields=["alt", "decorative"])
    return attachment
