"""How docs/roles.md is tried: publishing. `other` is a post of a shared voice that the person may not speak as."""

from collections.abc import Callable
from typing import Any

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.media.models import File
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.publishing.actions.answer_unknown import answer_unknown
from manyvoices.publishing.actions.attach_picture import attach_picture
from manyvoices.publishing.actions.describe_picture import describe_picture
from manyvoices.publishing.actions.detach_picture import detach_picture
from manyvoices.publishing.actions.discard_draft import discard_draft
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.release_letters import release_letters
from manyvoices.publishing.actions.release_paused import release_paused
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.actions.retry_delivery import retry_delivery
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.actions.start_first_draft import start_first_draft
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.actions.withdraw_post import withdraw_post
from manyvoices.publishing.models import Attachment, Delivery, Post, State, Variant
from manyvoices.voices.models import Voice, VoiceKind
from tests.cast import Cast, voice
from tests.roles import Try

Tried = Callable[[Person, Post], object]


def _shared(cast: Cast) -> Voice:
    return voice("ops", "Operations", kind=VoiceKind.DEPARTMENT, unit=cast.operations, brand=cast.brand)


def _own(me: Person, cast: Cast) -> Voice:
    return voice("gil", "Gil", kind=VoiceKind.PERSON, person=me, unit=cast.operations, brand=cast.brand)


def _draft(of: Voice, by: Person) -> Post:
    now = clock.now()
    post = Post.objects.create(voice=of, prepared_by=by, made_at=now, saved_at=now)
    post.channels.set(of.channels.all())
    Variant.objects.create(post=post, language="en", text="Quieter brakes.", made_by=by, made_at=now)
    return post


def _released(of: Voice, by: Person) -> Post:
    post = _draft(of, by)
    post.released_at, post.released_by = clock.now(), by
    post.save(update_fields=["released_at", "released_by"])
    return post


def _delivery(post: Post, state: str, **fields: Any) -> Delivery:
    pk = new_id()
    return Delivery.objects.create(
        id=pk,
        key=str(pk),
        post=post,
        channel=post.channels.get(),
        variant=post.variants.get(),
        world=post.world,
        network="native",
        kind=post.kind,
        state=state,
        made_at=clock.now(),
        **fields,
    )


def _file() -> File:
    return File.objects.create(
        name=f"{new_id()}.jpg",
        mime="image/jpeg",
        sha256="0" * 64,
        size=1,
        width=1,
        height=1,
        made_at=clock.now(),
    )


def _attachment(post: Post) -> Attachment:
    return Attachment.objects.create(post=post, file=_file())


def _words(post: Post) -> Words:
    return Words(
        "Quieter.", "", "en", PostKind.STORY, post.voice, [channel.pk for channel in post.channels.all()]
    )


def _drafted(act: Tried) -> Try:
    """Tried on a colleague's draft, and on one's own."""
    return Try(
        lambda me, cast: act(me, _draft(_shared(cast), cast.ada)),
        lambda me, cast: act(me, _draft(_own(me, cast), me)),
    )


def _out(act: Tried) -> Try:
    """Tried on a colleague's released post, and on one's own."""
    return Try(
        lambda me, cast: act(me, _released(_shared(cast), cast.ada)),
        lambda me, cast: act(me, _released(_own(me, cast), me)),
    )


TRIES = {
    "start_draft": Try(
        lambda me, cast: start_draft(actor=me, voice=_shared(cast)),
        lambda me, cast: start_draft(actor=me, voice=_own(me, cast)),
    ),
    "start_first_draft": Try(None, lambda me, cast: _own(me, cast) and start_first_draft(actor=me)),
    "save_draft": _drafted(lambda me, post: save_draft(actor=me, post=post, revision=1, words=_words(post))),
    "attach_picture": _drafted(lambda me, post: attach_picture(actor=me, post=post, file=_file())),
    "describe_picture": _drafted(
        lambda me, post: describe_picture(actor=me, attachment=_attachment(post), alt="A")
    ),
    "detach_picture": _drafted(lambda me, post: detach_picture(actor=me, attachment=_attachment(post))),
    "discard_draft": _drafted(lambda me, post: discard_draft(actor=me, post=post)),
    "release_post": _drafted(lambda me, post: release_post(actor=me, post=post, revision=1)),
    "edit_post": _out(lambda me, post: edit_post(actor=me, post=post, version=1, text="Quieter still.")),
    "remove_post": _out(lambda me, post: remove_post(actor=me, post=post)),
    "unschedule_post": _out(lambda me, post: unschedule_post(actor=me, post=post)),
    "release_letters": _out(lambda me, post: release_letters(actor=me, post=post)),
    "retry_delivery": _out(lambda me, post: retry_delivery(actor=me, delivery=_delivery(post, State.FAILED))),
    "release_paused": _out(
        lambda me, post: release_paused(actor=me, deliveries=[_delivery(post, State.PAUSED)])
    ),
    "answer_unknown": _out(
        lambda me, post: answer_unknown(
            actor=me, delivery=_delivery(post, State.UNKNOWN, asked_at=clock.now()), arrived=True
        )
    ),
    "withdraw_post": Try(
        lambda me, cast: withdraw_post(
            actor=me, post=_released(_shared(cast), cast.ada), reason="wrong figures"
        ),
    ),
}
