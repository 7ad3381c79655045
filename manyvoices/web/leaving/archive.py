"""Everything a voice said, to take along: a table for people, the outbox for servers, the pictures."""

import json
import tempfile
import zipfile
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest

from manyvoices.core import clock
from manyvoices.core.markup.plain import from_html
from manyvoices.core.sheets import sheet
from manyvoices.federation.actions.export_voice import export_voice
from manyvoices.federation.models import Note
from manyvoices.federation.rendering.collections import archived_outbox
from manyvoices.federation.rendering.document import document, stamp
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.working_page import working_page

HEAD = ("published", "edited", "kind", "language", "content warning", "text", "link")
IN_MEMORY = 5_000_000


@working_page("POST")
def archive(request: HttpRequest, me: Person, voice_id: int) -> FileResponse:
    """A zip with posts.csv, outbox.json and media/. Refused to whoever does not look after the voice; it is audited."""
    voice = voice_in_view(rights(me), voice_id)
    notes = list(export_voice(actor=me, voice=voice))
    packed = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("posts.csv", "".join(sheet(HEAD, map(_row, notes))))
        outbox = document(archived_outbox(notes))
        file.writestr("outbox.json", json.dumps(outbox, ensure_ascii=False, indent=1))
        for name in sorted(set(_pictures(notes))):
            with default_storage.open(name) as picture:
                file.writestr(f"media/{name}", picture.read(), zipfile.ZIP_STORED)
    packed.seek(0)
    day = clock.now().date().isoformat()
    return FileResponse(packed, as_attachment=True, filename=f"{voice.handle}-{day}.zip")


def _row(note: Note) -> tuple[str, ...]:
    edited = stamp(note.edited_at) if note.edited_at else ""
    text = from_html(note.html, 100_000)
    return (
        stamp(note.published_at),
        edited,
        note.kind,
        note.language,
        note.content_warning,
        text,
        note.url,
    )


def _pictures(notes: list[Note]) -> Iterator[str]:
    """The names of the pictures that are in our media folder still."""
    for note in notes:
        for picture in note.attachments:
            name = str(picture["url"]).rpartition("/media/")[2]
            if name and "/" not in name and default_storage.exists(name):
                yield name
