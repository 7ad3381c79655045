"""Hand out everything a voice said."""

from django.db.models import QuerySet

from manyvoices.core import audit
from manyvoices.federation.models import Note
from manyvoices.federation.queries import said_by
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_look_after


def export_voice(*, actor: Person, voice: Voice) -> "QuerySet[Note]":
    """The notes that still stand, the oldest first; that they were handed out stands in the record.

    Refused to whoever does not look after the voice: a person's own posts are taken along by that person alone.
    """
    may_look_after(rights(actor), voice)
    audit.record(actor=actor, verb="export_voice", target=voice)
    return said_by(voice)
