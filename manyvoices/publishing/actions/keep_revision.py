"""Keep what a draft says now as a version that can be taken back."""

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.models import Post, Revision
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.revisions import content_of, is_empty, superfluous


def keep_revision(*, actor: Person, post: Post) -> Revision | None:
    """The version under the draft's number, or None where it says what the one before it said.

    Called again under the same number it renews that version. Raises Refused.
    """
    may_change(actor, post)
    now, content = clock.now(), content_of(post)
    last = post.revisions.order_by("-number").first()
    if is_empty(content) if last is None else last.content == content:
        return None
    made, _new = Revision.objects.update_or_create(
        post=post, number=post.revision, defaults={"content": content, "made_by": actor, "made_at": now}
    )
    rows = post.revisions.order_by("made_at", "number").values_list("pk", "made_at")
    if drop := superfluous(rows, now):
        Revision.objects.filter(pk__in=drop).delete()
    return made
