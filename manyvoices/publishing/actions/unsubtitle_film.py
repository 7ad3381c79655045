"""Take subtitles off the film of a draft."""

from manyvoices.media.actions.drop_subtitle import drop_subtitle
from manyvoices.people.models import Person
from manyvoices.publishing.films import may_change_film
from manyvoices.publishing.models import Attachment


def unsubtitle_film(*, actor: Person, attachment: Attachment, language: str) -> bool:
    """Whether there were any in this language. Raises Refused, Conflict."""
    may_change_film(actor, attachment)
    return drop_subtitle(actor=actor, film=attachment.file, language=language)
