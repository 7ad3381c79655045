"""How docs/roles.md is tried: articles, films and the media library."""

from manyvoices.media.pictures import Picture
from manyvoices.people.models import Person
from manyvoices.publishing.actions.choose_poster import choose_poster
from manyvoices.publishing.actions.put_cover import put_cover
from manyvoices.publishing.actions.subtitle_film import subtitle_film
from manyvoices.publishing.actions.unsubtitle_film import unsubtitle_film
from manyvoices.publishing.actions.write_article import write_article
from manyvoices.publishing.models import Attachment, Post
from manyvoices.publishing.tests.role_tries import _attachment, _drafted, _file

CUE = b"00:01.000 --> 00:02.000\nHello\n"
PICTURE = Picture(content=b"x", mime="image/png", width=1, height=1, sha256="0" * 64, colour="")


def _film(post: Post) -> Attachment:
    attachment = _attachment(post)
    attachment.file.mime, attachment.file.duration_ms = "video/mp4", 1000
    attachment.file.save()
    return attachment


def _subtitled(me: Person, post: Post) -> object:
    return subtitle_film(actor=me, attachment=_film(post), language="en", upload=CUE)


TRIES = {
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
