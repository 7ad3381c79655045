"""What the tests of these pages share: signing in, filling the composer, posts in every state."""

from typing import Any

from django.test import Client

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.voices.models import Voice


def signed_in(person: Person) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def filled(voice: Voice, text: str = "Hello", **more: Any) -> dict[str, Any]:
    """What the composer sends for `voice` with all its channels ticked."""
    channels = [str(channel.pk) for channel in voice.channels.all()]
    return {
        "revision": 1,
        "voice": str(voice.pk),
        "text": text,
        "kind": "story",
        "language": "en",
        "channels": channels,
        "time_zone": "Europe/Berlin",
        **more,
    }


def draft_by(person: Person, voice: Voice, text: str = "A draft") -> Post:
    """A draft with these words."""
    return start_draft(actor=person, voice=voice, text=text)


def released_by(person: Person, voice: Voice, text: str = "A post") -> Post:
    """A post that waits for the worker."""
    post = draft_by(person, voice, text)
    return release_post(actor=person, post=post, revision=post.revision)


def in_state(post: Post, state: str, **fields: Any) -> Delivery:
    """The post's one delivery, moved to a state as the worker would have."""
    now = clock.now()
    if state == State.SENT:
        fields = {"sent_at": now, "due_at": None, "url": "https://voices.example/@bo/1", **fields}
        Post.objects.filter(pk=post.pk).update(published_at=now)
    Delivery.objects.filter(post=post).update(state=state, **fields)
    return Delivery.objects.get(post=post)
