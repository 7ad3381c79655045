"""Put a picture above an article, or take it away."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.media.films import is_film
from manyvoices.media.models import File
from manyvoices.people.models import Person
from manyvoices.publishing.models import Post
from manyvoices.publishing.permissions import may_change


def put_cover(*, actor: Person, post: Post, file: File | None, alt: str = "") -> Post:
    """The draft with the cover; None takes it away. Raises Refused, Invalid for a film, Conflict when it was released."""
    may_change(actor, post)
    if file is not None and is_film(file):
        raise Invalid(cover=_("A cover is a picture. Add the film below the words."))
    new = {"cover": file, "cover_alt": alt[:1500]}
    if not Post.objects.filter(pk=post.pk, released_at=None, discarded_at=None).update(**new):
        raise Conflict(_("This post was released meanwhile; its cover cannot be changed any more."))
    post.cover, post.cover_alt = file, alt[:1500]
    return post
