"""What the bench stands on: one person who writes, and more due posts than the worker can send meanwhile."""

from django.db import transaction

from manyvoices.people.actions.offer_set_up import offer_set_up
from manyvoices.people.models import Person
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.models import Post
from manyvoices.voices.actions.set_up_with_voices import set_up_with_voices
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import own_voice

CHUNK = 250  # posts a transaction: one wait for the disk instead of hundreds


def make_writer() -> Person:
    """The first person of a fresh installation, with a voice of their own."""
    return set_up_with_voices(
        token=offer_set_up() or "",
        organisation_name="Bench",
        name="Bo",
        email="bo@bench.example",
        password="measured, never guessed",  # noqa: S106 - of a data folder that is thrown away
    )


def voice_of(writer: Person) -> Voice:
    """The writer's own voice."""
    voice = own_voice(writer)
    if voice is None:
        raise LookupError("the set-up made no voice for its first person")
    return voice


def write(writer: Person, post: Post, text: str) -> Post:
    """The draft with new words, saved like the composer saves it."""
    channels = list(post.voice.channels.values_list("pk", flat=True))
    words = Words(
        text=text, content_warning="", language="en", kind="story", voice=post.voice, channels=channels
    )
    return save_draft(actor=writer, post=post, revision=post.revision, words=words)


def make_due(writer: Person, count: int) -> None:
    """So many posts, released by the same actions that people use."""
    voice = voice_of(writer)
    for first in range(0, count, CHUNK):
        with transaction.atomic():
            for number in range(first, min(first + CHUNK, count)):
                post = write(writer, start_draft(actor=writer, voice=voice), f"post {number}")
                release_post(actor=writer, post=post, revision=post.revision)
