"""Handing a post to its person at its time, where no software may post: behind the same fence as every call."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manyvoices.core import clock
from manyvoices.core.work.claiming import is_held
from manyvoices.networks import registry
from manyvoices.pauses import fence
from manyvoices.people.telling import tell
from manyvoices.publishing.history import change_all
from manyvoices.publishing.models import Delivery, Happened, State, Verb
from manyvoices.publishing.work.passing import forbidden, fresh_row, rest

_SUBJECTS = {
    Verb.PUBLISH: _("Ready to share on %(network)s"),
    Verb.REVISE: _("Change your post on %(network)s by hand"),
    Verb.REMOVE: _("Delete your post on %(network)s by hand"),
}
_TEXTS = {
    Verb.PUBLISH: _("The text of @%(handle)s is finished. Open it, post it there, and say that it is done."),
    Verb.REVISE: _("The words of @%(handle)s changed here. On %(network)s only you can change them."),
    Verb.REMOVE: _("A post of @%(handle)s was taken back here. On %(network)s only you can delete it."),
}


def commit_handed(row: Delivery, worker: int) -> bool:
    """Whether the row stands with its person now, who is told; else it is paused, cancelled or failed with the reason.

    The later parts of its thread are handed over together with the first. A row not held by `worker` is left alone.
    """
    with fence.shared():
        fresh = fresh_row(row)
        if not is_held(fresh, row, worker) or fresh.state != State.QUEUED:
            return False
        kept_back = forbidden(fresh)
        if kept_back:
            rest(fresh, kept_back)
            return False
        now = clock.now()
        rest(fresh, {"state": State.HANDED, "asked_at": now, "last_error": ""})
        if fresh.verb == Verb.PUBLISH:
            later = Delivery.objects.filter(
                post=fresh.post_id,
                channel=fresh.channel_id,
                verb=Verb.PUBLISH,
                state=State.QUEUED,
                part__gt=fresh.part,
                taken_by=None,
            )
            change_all(later, Happened.HANDED, state=State.HANDED, asked_at=now, due_at=None, last_error="")
        _tell(fresh)
    return True


def _tell(row: Delivery) -> None:
    """The person of the voice; of a shared voice who wrote the post."""
    place, person = registry.by_hand(row.network), row.post.voice.person or row.post.prepared_by
    verb = Verb(row.verb)
    tell(
        [person],
        kind="share",
        key=f"share:{row.pk}:{clock.now().timestamp():.0f}",
        link=reverse("share", args=[row.pk]),
        subject=_SUBJECTS[verb],
        text=_TEXTS[verb],
        network=place.name if place else row.network,
        handle=row.post.voice.handle,
    )
