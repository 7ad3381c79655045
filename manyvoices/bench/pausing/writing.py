"""Somebody who writes promotion after promotion, for our own server and the practice network."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from manyvoices.people.models import Person
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.voices.models import Channel, Voice

GAP = 0.05  # seconds between two posts


def practise(writer: Person, voice: Voice, options: dict[str, Any]) -> Channel:
    """The voice's channel on the practice network, which behaves as `options` say."""
    channel = connect_channel(actor=writer, voice=voice, network="sandbox", agreed_in="en")
    Channel.objects.filter(pk=channel.pk).update(options=options)
    return channel


@contextmanager
def promotions(writer: Person, voice: Voice) -> Iterator[None]:
    """Inside the block a thread goes on releasing promotions."""
    stop = threading.Event()
    thread = threading.Thread(target=_write, args=[writer, voice, stop], daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _write(writer: Person, voice: Voice, stop: threading.Event) -> None:
    channels = list(voice.channels.values_list("pk", flat=True))
    number = 0
    while not stop.wait(GAP):
        number += 1
        post = start_draft(actor=writer, voice=voice)
        text = f"Offer {number}: two tickets for the price of one."
        words = Words(
            text=text, content_warning="", language="en", kind="promotion", voice=voice, channels=channels
        )
        saved = save_draft(actor=writer, post=post, revision=post.revision, words=words)
        release_post(actor=writer, post=saved, revision=saved.revision)
    connection.close()
