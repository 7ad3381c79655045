"""What lets a note of ours be found: the hashtags in it, and its words. Runs in the transaction that writes the note."""

from manyvoices.core.markup.entities import tag_name
from manyvoices.core.markup.plain import from_html
from manyvoices.core.search import POSTS
from manyvoices.federation.models import Audience, Note, NoteTag
from manyvoices.federation.rendering.tags import tags

NOT_FOUND = (Audience.UNLISTED, Audience.DIRECT)


def index(note: Note) -> None:
    """Lets the note be found by the hashtags and words it has now, and by no others any more.

    Doing it again changes nothing. Whoever asks filters what is found by who may read it; what is for those named alone,
    or stands in no list, is never found.
    """
    if note.audience in NOT_FOUND:
        forget(note)
        return
    names = {tag_name(tag["name"]) for tag in tags(note.html) if tag["type"] == "Hashtag"}
    NoteTag.objects.filter(note=note).exclude(tag__in=names).delete()
    NoteTag.objects.bulk_create(
        [NoteTag(note=note, tag=name) for name in sorted(names)], ignore_conflicts=True
    )
    POSTS.put(note.pk, words_of(note))


def forget(note: Note) -> None:
    """Lets the note be found no more."""
    NoteTag.objects.filter(note=note).delete()
    POSTS.drop(note.pk)


def words_of(note: Note) -> str:
    """What the note says as plain text, with its title and what its pictures show."""
    pictures = [picture.get("name") or "" for picture in note.attachments]
    return "\n".join(
        part for part in (note.title, note.content_warning, from_html(note.html), *pictures) if part
    )
