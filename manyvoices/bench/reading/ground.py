"""What the bench pages stands on: voices that said a hundred thousand things, and answers to one of them."""

from datetime import datetime, timedelta

from manyvoices.bench.crowd.ground import make_organisation
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.federation import uris
from manyvoices.federation.actions.ensure_key import ensure_key
from manyvoices.federation.models import Note, RemoteActor
from manyvoices.voices.addresses import page_url
from manyvoices.voices.models import Voice

CHUNK = 1_000
REPLIES = 20
WORDS = "<p>The 7:52 runs again, and here is why it stood still for so long on the bridge this morning.</p>"


def make_posts(posts: int, voices: int) -> Note:
    """The newest of so many posts, which people elsewhere answered; every voice said as much as the others."""
    make_organisation(people=max(200, voices), units=10, voices=voices)
    speaking = list(Voice.objects.select_related("brand").order_by("id")[:voices])
    for voice in speaking:
        ensure_key(voice=voice)
    pages, began = {voice.pk: page_url(voice) for voice in speaking}, clock.now() - timedelta(days=900)
    gap = timedelta(days=900) / posts
    for first in range(0, posts, CHUNK):
        numbers = range(first, min(first + CHUNK, posts))
        rows = [_note(speaking[n % len(speaking)], pages, began + gap * n) for n in numbers]
        Note.objects.bulk_create(rows)
    newest = Note.objects.select_related("voice").latest("published_at")
    _answer(newest)
    return newest


def _note(voice: Voice, pages: dict[int, str], at: datetime) -> Note:
    pk = new_id()
    return Note(
        id=pk,
        uri=uris.note(pk),
        url=f"{pages[voice.pk]}/{pk}",
        voice=voice,
        delivery_key=str(pk),
        html=WORDS,
        language="en",
        published_at=at,
    )


def _answer(note: Note) -> None:
    for number in range(REPLIES):
        uri, now = f"https://far.example/users/{number}", clock.now()
        actor = RemoteActor.objects.create(
            uri=uri,
            domain="far.example",
            username=f"user{number}",
            inbox=f"{uri}/inbox",
            key_id=f"{uri}#key",
            fetched_at=now,
        )
        said = f"{uri}/1"
        Note.objects.create(
            uri=said,
            url=said,
            actor=actor,
            in_reply_to=note,
            html="<p>Thank you!</p>",
            language="en",
            published_at=now,
        )
