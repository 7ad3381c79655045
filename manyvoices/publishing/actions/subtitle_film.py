"""Write what is said in a film of a draft below its pictures."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.media.actions.keep_subtitle import keep_subtitle
from manyvoices.media.models import Subtitle
from manyvoices.media.subtitles import cues_of
from manyvoices.people.models import Person
from manyvoices.people.spoken import languages_to_choose
from manyvoices.publishing.films import may_change_film
from manyvoices.publishing.models import Attachment

MOST_LANGUAGES = 20


def subtitle_film(*, actor: Person, attachment: Attachment, language: str, upload: bytes) -> Subtitle:
    """The subtitles in `language`, in place of those it had. Raises Refused, Conflict, and Invalid for other files."""
    may_change_film(actor, attachment)
    if language not in dict(languages_to_choose()):
        raise Invalid(subtitles=_("Choose the language of the subtitles."))
    cues = cues_of(upload)
    others = attachment.file.subtitles.exclude(language=language).count()
    if others >= MOST_LANGUAGES:
        raise Invalid(subtitles=_("A film takes subtitles in at most 20 languages."))
    return keep_subtitle(actor=actor, film=attachment.file, language=language, cues=cues)
