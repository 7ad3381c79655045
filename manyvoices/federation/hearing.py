"""That something was said to a voice: a row for whoever collects, and a mark that it waits.

Both are written in the transaction that writes the note. The mark is written anew each time: who takes one away while
this transaction runs waits for its end, and finds a newer one that is not theirs to take.
"""

from collections.abc import Iterable
from datetime import datetime

from manyvoices.federation.actors import NATIVE
from manyvoices.federation.models import Heard, Note
from manyvoices.federation.uris import PUBLIC
from manyvoices.voices.actions.mark_channels import mark_channels
from manyvoices.voices.models import Channel

# How servers write that something is for everybody.
EVERYBODY = frozenset({PUBLIC, "as:Public", "Public"})
AT_ONCE = 500


def audience(to: Iterable[str], addressed: Iterable[str]) -> str:
    """Who can read what is addressed to `to` first and `addressed` in all: public, unlisted, followers or direct."""
    if set(to) & EVERYBODY:
        return "public"
    everybody = set(addressed)
    if everybody & EVERYBODY:
        return "unlisted"
    # A collection's address says nothing for sure; this is how nearly every server names the followers.
    return "followers" if any(uri.rstrip("/").endswith("/followers") for uri in everybody) else "direct"


def hear(rows: Iterable[Heard], now: datetime) -> None:
    """Writes the rows and marks the channels of their voices: three statements, whatever their number."""
    found = list(rows)
    if not found:
        return
    Heard.objects.bulk_create(found, batch_size=AT_ONCE)
    voices = {row.voice_id for row in found}
    channels = Channel.objects.filter(voice__in=voices, network=NATIVE)
    mark_channels(channels=channels.values_list("pk", flat=True), now=now)


def again(notes: Iterable[int], now: datetime) -> None:
    """The notes with these keys changed or went: their voices hear it. Two questions, however many notes."""
    keys = list(notes)
    for first in range(0, len(keys), AT_ONCE):
        some = keys[first : first + AT_ONCE]
        pairs = set(
            Note.mentions.through._default_manager.filter(note__in=some).values_list("note_id", "voice_id")
        )
        answered = Note.objects.filter(pk__in=some, in_reply_to__voice__isnull=False)
        pairs |= set(answered.values_list("pk", "in_reply_to__voice"))
        hear((Heard(note_id=note, voice_id=voice) for note, voice in sorted(pairs)), now)
