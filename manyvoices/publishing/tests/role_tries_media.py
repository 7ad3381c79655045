"""How docs/roles.md is tried: articles, films and the media library."""

from manyvoices.core import clock
from manyvoices.media.actions.set_rights import UseRights
from manyvoices.media.pictures import Picture
from manyvoices.people.models import Person, Unit
from manyvoices.publishing.actions.change_item import change_item
from manyvoices.publishing.actions.choose_poster import choose_poster
from manyvoices.publishing.actions.offer_item import offer_item
from manyvoices.publishing.actions.put_cover import put_cover
from manyvoices.publishing.actions.retire_item import retire_item
from manyvoices.publishing.actions.subtitle_film import subtitle_film
from manyvoices.publishing.actions.unsubtitle_film import unsubtitle_film
from manyvoices.publishing.actions.use_item import use_item
from manyvoices.publishing.actions.write_article import write_article
from manyvoices.publishing.library import Described
from manyvoices.publishing.models import Attachment, MediaItem, Post
from manyvoices.publishing.tests.role_tries import _attachment, _drafted, _file
from tests.cast import Cast
from tests.roles import Try

WORDS = Described(title="Quieter brakes")
CUE = b"00:01.000 --> 00:02.000\nHello\n"
PICTURE = Picture(content=b"x", mime="image/png", width=1, height=1, sha256="0" * 64, colour="")


def _film(post: Post) -> Attachment:
    attachment = _attachment(post)
    attachment.file.mime, attachment.file.duration_ms = "video/mp4", 1000
    attachment.file.save()
    return attachment


def _subtitled(me: Person, post: Post) -> object:
    return subtitle_film(actor=me, attachment=_film(post), language="en", upload=CUE)


def _item(cast: Cast, by: Person) -> MediaItem:
    return MediaItem.objects.create(
        file=_file(), unit=cast.operations, title="Brakes", added_by=by, added_at=clock.now()
    )


def _offered(me: Person, unit: Unit) -> object:
    return offer_item(actor=me, file=_file(), unit=unit, described=WORDS, use_rights=UseRights())


def _below(cast: Cast) -> Unit:
    """A unit below that of the actor, whom it is not the own one of."""
    return Unit.objects.create(name="Night line", parent=cast.operations)


def _changed(me: Person, item: MediaItem) -> object:
    return change_item(actor=me, item=item, described=WORDS, use_rights=UseRights())


def _used(me: Person, post: Post) -> object:
    item = MediaItem.objects.create(
        file=_file(), unit=post.voice.unit, title="Brakes", added_by=post.prepared_by, added_at=clock.now()
    )
    return use_item(actor=me, post=post, item=item)


TRIES = {
    "offer_item": Try(
        lambda me, cast: _offered(me, _below(cast)), lambda me, cast: _offered(me, cast.operations)
    ),
    "change_item": Try(
        lambda me, cast: _changed(me, _item(cast, cast.ada)), lambda me, cast: _changed(me, _item(cast, me))
    ),
    "retire_item": Try(
        lambda me, cast: retire_item(actor=me, item=_item(cast, cast.ada)),
        lambda me, cast: retire_item(actor=me, item=_item(cast, me)),
    ),
    "use_item": _drafted(_used),
    "subtitle_film": _drafted(_subtitled),
    "unsubtitle_film": _drafted(
        lambda me, post: unsubtitle_film(actor=me, attachment=_film(post), language="en")
    ),
    "choose_poster": _drafted(
        lambda me, post: choose_poster(actor=me, attachment=_film(post), picture=PICTURE)
    ),
    "write_article": _drafted(
        lambda me, post: write_article(actor=me, post=post, form="article", title="Brakes")
    ),
    "put_cover": _drafted(lambda me, post: put_cover(actor=me, post=post, file=_file())),
}
