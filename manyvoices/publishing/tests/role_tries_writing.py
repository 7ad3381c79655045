"""How docs/roles.md is tried: versions of a draft, and the undo of a press."""

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.actions.keep_revision import keep_revision
from manyvoices.publishing.actions.take_revision_back import take_revision_back
from manyvoices.publishing.actions.undo_release import undo_release
from manyvoices.publishing.models import Post, Revision
from manyvoices.publishing.revisions import content_of
from manyvoices.publishing.tests.role_tries import _drafted, _out


def _taken(me: Person, post: Post) -> object:
    Revision.objects.create(
        post=post, number=1, content=content_of(post), made_by=post.prepared_by, made_at=clock.now()
    )
    return take_revision_back(actor=me, post=post, revision=1, number=1)


def _undone(me: Person, post: Post) -> object:
    Post.objects.filter(pk=post.pk).update(undo_until=clock.now())
    return undo_release(actor=me, post=post)


TRIES = {
    "keep_revision": _drafted(lambda me, post: keep_revision(actor=me, post=post)),
    "take_revision_back": _drafted(_taken),
    "undo_release": _out(_undone),
}
