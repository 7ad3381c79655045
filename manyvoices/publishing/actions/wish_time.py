"""Note on a draft when it would like to leave."""

from datetime import date, time

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.core.zones import known_zones
from manyvoices.people.models import Person
from manyvoices.publishing.models import Post
from manyvoices.publishing.permissions import may_change


def wish_time(
    *,
    actor: Person,
    post: Post,
    day: date | None,
    time: time | None = None,
    time_zone: str = "",
) -> Post:
    """The draft with its wish; no day means no wish. Nothing leaves by it: it stands in the writer's calendar.

    Raises Refused, Invalid for an unknown zone, Conflict when the draft was released or thrown away meanwhile.
    """
    may_change(actor, post)
    zone = time_zone or post.time_zone
    if zone not in known_zones():
        raise Invalid(time_zone=_("Choose a time zone such as Europe/Berlin."))
    drafts = Post.objects.filter(pk=post.pk, released_at=None, discarded_at=None, removed_at=None)
    if not drafts.update(planned_day=day, planned_time=time if day else None, time_zone=zone):
        raise Conflict(_("This draft was released or thrown away meanwhile. Look at it again."))
    post.refresh_from_db()
    return post
