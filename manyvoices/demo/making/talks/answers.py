"""What was said on our own network stands there as well: their notes, and our answers as posts below them."""

from typing import Any

from manyvoices.conversations.models import Message
from manyvoices.core.markup.plain import to_html
from manyvoices.demo.content_files import shared_voices
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.posts import Said, write
from manyvoices.demo.making.talks.rows import Rows
from manyvoices.federation.models import Note, RemoteActor
from manyvoices.pauses.kinds import PostKind
from manyvoices.publishing.models import Delivery, InReplyTo, Origin, Post
from manyvoices.voices.models import Voice


def make_notes(ground: Ground, everything: list[Rows]) -> None:
    """Notes of what they said, and our answers with their posts; each answer's message gets its post and its name."""
    native = [made for made in everything if made.conversation.network == "native"]
    actors = {one.uri: one for one in ground.actors}
    heard = [
        (made, message, _note(actors, message))
        for made in native
        for message in made.messages
        if message.identity
    ]
    Note.objects.bulk_create(note for _made, _message, note in heard)
    through: Any = Note.mentions.through
    through.objects.bulk_create(
        through(note_id=note.pk, voice_id=made.conversation.voice_id) for made, _message, note in heard
    )
    theirs = {message.remote_id: note for _made, message, note in heard}
    answered = [made for made in native if made.ours]
    notes = write([_said(ground, made, theirs[made.messages[0].remote_id]) for made in answered])
    ground.notes += notes
    _answers([made.ours for made in answered if made.ours], notes)


def _note(actors: dict[str, RemoteActor], message: Message) -> Note:
    uri = message.remote_id or ""
    return Note(
        uri=uri,
        url=uri,
        actor=actors[message.identity.remote_id] if message.identity else None,
        html=str(to_html(message.text)),
        language=message.language,
        kind=PostKind.REPLY,
        published_at=message.said_at,
        received_at=message.stored_at,
    )


def _said(ground: Ground, made: Rows, note: Note) -> Said:
    message, voice = made.ours, _voice(ground, made)
    if message is None or message.by is None:
        raise ValueError("An answer has its words and its author.")
    return Said(
        at=message.said_at,
        voice=voice,
        channel=ground.channels[voice.handle],
        author=message.by,
        text=message.text,
        language=message.language,
        kind=PostKind.REPLY,
        answers=note,
    )


def _voice(ground: Ground, made: Rows) -> Voice:
    """Who writes for the voice that was spoken to answers as it; everybody else as themselves."""
    talk = made.talk
    speaks = any(one["handle"] == talk.to and talk.by in one["speakers"] for one in shared_voices())
    return ground.voices[talk.to if speaks else talk.by]


def _answers(messages: list[Message], notes: list[Note]) -> None:
    keys = {note.delivery_key: note for note in notes}
    rows = Delivery.objects.filter(key__in=keys).select_related("post")
    posts = {keys[row.key].pk: row.post for row in rows}
    for message, note in zip(messages, notes, strict=True):
        post = posts[note.pk]
        post.origin, message.post, message.remote_id, message.url = Origin.ANSWER, post, note.uri, note.url
    Post.objects.filter(pk__in=[post.pk for post in posts.values()]).update(origin=Origin.ANSWER)
    InReplyTo.objects.bulk_create(
        InReplyTo(
            post=posts[note.pk],
            network="native",
            remote_id=message.in_reply_to,
            url=message.in_reply_to,
            mentions=[],
        )
        for message, note in zip(messages, notes, strict=True)
    )
