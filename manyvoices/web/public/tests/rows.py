"""Rows of the public pages: posts of our voices, people elsewhere and what they answered."""

from datetime import timedelta
from typing import Any

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.federation import uris
from manyvoices.federation.models import Note, Reaction, RemoteActor
from manyvoices.voices.addresses import page_url
from manyvoices.voices.models import Voice

PICTURE = {
    "url": "https://voices.example/media/0123456789abcdef0123456789abcdef.jpg",
    "mediaType": "image/jpeg",
    "name": "A red train in the snow",
    "width": 1200,
    "height": 800,
}


def a_post(voice: Voice, html: str = "<p>The 7:52 runs again.</p>", **fields: Any) -> Note:
    """A post of `voice`, published now."""
    pk = new_id()
    given = {"published_at": clock.now(), "language": "en", "channel": voice.channels.first(), **fields}
    return Note.objects.create(
        pk=pk,
        uri=uris.note(pk),
        url=f"{page_url(voice)}/{pk}",
        voice=voice,
        delivery_key=str(pk),
        html=html,
        **given,
    )


def somebody(name: str = "Mia", host: str = "social.example", **fields: Any) -> RemoteActor:
    """Somebody on another server."""
    uri = f"https://{host}/users/{new_id()}"
    given = {"username": "mia", "url": f"https://{host}/@mia", "name": name, **fields}
    return RemoteActor.objects.create(
        uri=uri, domain=host, inbox=f"{uri}/inbox", key_id=f"{uri}#key", fetched_at=clock.now(), **given
    )


def a_reply(note: Note, actor: RemoteActor, html: str = "<p>Thank you!</p>", **fields: Any) -> Note:
    """What `actor` answered to `note`, a minute later."""
    uri = f"https://{actor.domain}/notes/{new_id()}"
    given = {"published_at": note.published_at + timedelta(minutes=1), "language": "en", **fields}
    return Note.objects.create(uri=uri, url=uri, actor=actor, in_reply_to=note, html=html, **given)


def a_reaction(note: Note, actor: RemoteActor, kind: str, **fields: Any) -> Reaction:
    """A like or a boost."""
    given = {"at": clock.now(), "activity_id": f"{actor.uri}#{new_id()}", **fields}
    return Reaction.objects.create(note=note, actor=actor, kind=kind, **given)
