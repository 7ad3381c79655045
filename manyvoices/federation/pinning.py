"""What pinning and taking down share: who may, and how followers hear of it."""

from django.utils.translation import gettext as _

from manyvoices.core.ids import new_id
from manyvoices.core.refusals import NotThere
from manyvoices.federation import recipients, uris
from manyvoices.federation.actions.dispatch_activity import dispatch_activity
from manyvoices.federation.audience import audience_of
from manyvoices.federation.models import Audience, Note
from manyvoices.federation.rendering.presenting import featuring
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_look_after


def voice_that_may_pin(person: Person, note: Note) -> Voice:
    """The voice of a public post that this person may pin. Raises NotThere and Refused."""
    if note.voice is None or audience_of(note) != Audience.PUBLIC or note.deleted_at is not None:
        raise NotThere(_("There is no such post."))
    may_look_after(rights(person), note.voice)
    return note.voice


def tell_followers(voice: Voice, note: Note, word: str) -> None:
    """Put an Add to, or a Remove from, the voice's `featured` collection on its way. Runs in the caller's transaction."""
    dispatch_activity(
        voice=voice,
        activity=featuring(voice, note.uri, word, new_id()),
        inboxes=recipients.of_followers(voice),
        object_key=uris.featured(voice),
    )
