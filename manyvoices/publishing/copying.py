"""A fresh draft with the words, pictures and channels of another post."""

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment, Post, Variant
from manyvoices.voices.models import ChannelState


def copy_of(pattern: Post, *, by: Person, kind: str, origin: str) -> Post:
    """A draft of `by` that says what `pattern` says now. In the caller's transaction."""
    now = clock.now()
    post = Post.objects.create(
        world=pattern.world,
        voice=pattern.voice,
        form=pattern.form,
        title=pattern.title,
        cover=pattern.cover,
        cover_alt=pattern.cover_alt,
        origin=origin,
        kind=kind,
        language=pattern.language,
        prepared_by=by,
        disclosed_as=pattern.disclosed_as,
        made_at=now,
        saved_at=now,
        time_zone=pattern.time_zone,
    )
    post.channels.set(pattern.channels.filter(state=ChannelState.ACTIVE))
    Variant.objects.bulk_create(_words(pattern, post, by))
    Attachment.objects.bulk_create(
        Attachment(
            post=post, file_id=one.file_id, alt=one.alt, decorative=one.decorative, position=one.position
        )
        for one in pattern.attachments.all()
    )
    return post


def _words(pattern: Post, post: Post, by: Person) -> list[Variant]:
    """The newest version of each channel and language, as the first version of the copy."""
    newest: dict[tuple[int | None, str], Variant] = {}
    for one in pattern.variants.order_by("version"):
        newest[(one.channel_id, one.language)] = one
    return [
        Variant(
            post=post,
            channel_id=one.channel_id,
            language=one.language,
            text=one.text,
            content_warning=one.content_warning,
            made_by=by,
            made_at=clock.now(),
        )
        for one in newest.values()
    ]
