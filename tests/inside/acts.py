"""Acts of Ada and questions to the tables. Numbers of rows travel as text: they are larger than JSON's safest."""

import io
from typing import Any

from PIL import Image

from manyvoices.core import clock
from manyvoices.federation.actions.ask_move import ask_move
from manyvoices.federation.actions.block_actor import block_actor
from manyvoices.federation.actions.block_domain import block_domain
from manyvoices.federation.actions.confirm_move import confirm_move
from manyvoices.federation.actions.ensure_key import ensure_key
from manyvoices.federation.models import (
    Dispatch,
    Follower,
    MissedKey,
    Note,
    Reaction,
    Received,
    RemoteActor,
    RemoteHost,
    SeenSignature,
    Unverified,
)
from manyvoices.federation.queries import move_of
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.pictures import prepare
from manyvoices.people.actions.offer_set_up import offer_set_up
from manyvoices.people.models import Person
from manyvoices.publishing.actions.attach_picture import attach_picture
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.voices.actions.make_voice import VoiceWords, make_voice
from manyvoices.voices.actions.set_up_with_voices import set_up_with_voices
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice, VoiceKind
from tests.inside.cast import EMAIL, PASSWORD


def set_up() -> None:
    """Northlight with Ada, who may do everything."""
    token = offer_set_up()
    assert token is not None
    given = {"organisation_name": "Northlight", "name": "Ada", "email": EMAIL, "password": PASSWORD}
    set_up_with_voices(token=token, **given)


def actor_of(handle: str) -> str:
    """The ActivityPub id of a voice."""
    return actor_uri(Voice.objects.get(handle=handle))


def make_department(handle: str) -> str:
    """A new shared voice of Ada's, ready to be found; its ActivityPub id."""
    words = VoiceWords(handle=handle, name=handle.title())
    voice = make_voice(actor=_ada(), kind=VoiceKind.DEPARTMENT, words=words)
    ensure_key(voice=voice)
    return actor_uri(voice)


def publish(
    handle: str, text: str, content_warning: str = "", alt: str | None = None, kind: str = "story"
) -> str:
    """Ada writes and releases a post; its number."""
    ada, voice = _ada(), Voice.objects.get(handle=handle)
    post = start_draft(actor=ada, voice=voice)
    if alt is not None:
        file = keep_picture(actor=ada, picture=prepare(_drawn()))
        attach_picture(actor=ada, post=post, file=file, alt=alt)
    words = Words(
        text=text,
        content_warning=content_warning,
        language="en",
        kind=kind,
        voice=voice,
        channels=[channel.pk for channel in post.channels.all()],
    )
    post = save_draft(actor=ada, post=post, revision=post.revision, words=words)
    release_post(actor=ada, post=post, revision=post.revision)
    return str(post.pk)


def published(post: str) -> dict[str, str] | None:
    """Where the post stands on our own server; None while it does not."""
    delivery = Delivery.objects.filter(post=int(post), verb="publish", state=State.SENT).first()
    if delivery is None:
        return None
    note = Note.objects.get(delivery_key=delivery.key)
    return {"uri": note.uri, "url": note.url}


def edit(post: str, text: str) -> None:
    """Ada edits a published post."""
    row = Post.objects.get(pk=int(post))
    newest = row.variants.order_by("-version")[0]
    edit_post(
        actor=_ada(),
        post=row,
        version=newest.version,
        text=text,
        content_warning=newest.content_warning,
    )


def remove(post: str) -> None:
    """Ada takes a post back."""
    remove_post(actor=_ada(), post=Post.objects.get(pk=int(post)))


def block(handle: str, actor: str) -> None:
    """Ada keeps an actor of another server away from one voice."""
    voice = Voice.objects.get(handle=handle)
    block_actor(actor=_ada(), whom=RemoteActor.objects.get(uri=actor), voice=voice, because="rude")


def block_server(handle: str, domain: str) -> None:
    """Ada keeps a whole server away from one voice."""
    voice = Voice.objects.get(handle=handle)
    block_domain(actor=_ada(), domain=domain, voice=voice, because="a server of rude people")


def move(handle: str, target: str) -> None:
    """Ada asks to take her voice there."""
    ask_move(actor=_ada(), voice=Voice.objects.get(handle=handle), target=target)


def confirm(handle: str) -> None:
    """Ada says yes to the account that was found."""
    found = move_of(Voice.objects.get(handle=handle))
    assert found is not None
    confirm_move(actor=_ada(), move=found)


def move_stands(handle: str) -> dict[str, Any]:
    """What the page of a move would show."""
    found = move_of(Voice.objects.get(handle=handle))
    if found is None:
        return {}
    shown = {"checked": bool(found.checked_at and not found.due_at), "announced": bool(found.announced_at)}
    return shown | {"refused": found.last_error if found.dead_at else "", "told": found.followers_told}


def followers(handle: str) -> list[str]:
    """Who follows a voice at present."""
    rows = Follower.objects.filter(voice__handle=handle, ended_at=None).select_related("actor")
    return [row.actor.uri for row in rows]


def dispatches(about: str = "", kind: str = "") -> list[dict[str, Any]]:
    """What is or was on its way, the oldest first."""
    rows = Dispatch.objects.filter(object_key__startswith=about, type__startswith=kind).order_by("id")
    return [
        {
            "type": row.type,
            "inbox": row.inbox,
            "attempts": row.attempts,
            "left": row.sending_at is not None,
            "done": row.done_at is not None,
            "dead": row.dead_at is not None,
            "because": row.last_error,
        }
        for row in rows
    ]


def let_waits_end() -> None:
    """As if the time were over for which servers that did not answer are left alone."""
    now = clock.now()
    RemoteHost.objects.filter(quiet_until__gt=now).update(quiet_until=now)
    Dispatch.objects.filter(due_at__gt=now, taken_by=None).update(due_at=now)


def forget_note(uri: str) -> None:
    """As if a note of another server had never arrived."""
    Note.objects.filter(uri=uri, actor__isnull=False).delete()


def knows_actor(uri: str) -> bool:
    """Whether an actor of another server was fetched."""
    return RemoteActor.objects.filter(uri=uri).exists()


def waiting(key_id: str) -> int:
    """How many requests wait for this key to be fetched."""
    return Unverified.objects.filter(key_id=key_id, due_at__isnull=False).count()


def kept() -> dict[str, int]:
    """How many rows stand in the tables that strangers can make grow."""
    models = (Received, Unverified, SeenSignature, MissedKey, Note, Reaction, Follower, RemoteActor)
    return {model.__name__: model._default_manager.count() for model in models}


def _ada() -> Person:
    return Person.objects.get(email=EMAIL)


def _drawn() -> io.BytesIO:
    drawn = io.BytesIO()
    Image.new("RGB", (320, 200), (30, 90, 160)).save(drawn, "PNG")
    drawn.seek(0)
    return drawn
