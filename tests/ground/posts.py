"""Posts of Bo's voice on the practice network, released by the same actions that the composer calls."""

from typing import Any

from manyvoices.core import clock
from manyvoices.networks.sandbox.tests.standing import Network
from manyvoices.people.models import Person, Purpose
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.models import Post
from manyvoices.voices.models import Channel, Voice
from tests.cast import consent


def connect(network: Network, voice: Voice, address: str, options: dict[str, Any]) -> Channel:
    """A channel of `voice` on the practice network whose account shows the faults of `options`."""
    channel = Channel.objects.create(
        voice=voice,
        network="sandbox",
        address=address,
        secret=network.token(address),
        options=options,
        connected_at=clock.now(),
    )
    if voice.person is not None:
        consent(voice.person, Purpose.PUBLISH, channel)
    return channel


def release(author: Person, channel: Channel, text: str, kind: str = "story") -> Post:
    """A post that is on its way to `channel`."""
    post = start_draft(actor=author, voice=channel.voice)
    words = Words(
        text=text, content_warning="", language="en", kind=kind, voice=channel.voice, channels=[channel.pk]
    )
    saved = save_draft(actor=author, post=post, revision=post.revision, words=words)
    return release_post(actor=author, post=saved, revision=saved.revision)
