"""After a pause: let a post that stands on our page leave for the other servers too."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Conflict
from manyvoices.federation.actions.release_held import release_held
from manyvoices.federation.models import Note
from manyvoices.pauses import fence
from manyvoices.people.models import Person
from manyvoices.publishing.approving import may_let_go
from manyvoices.publishing.models import Post, Verb


def release_letters(*, actor: Person, post: Post) -> int:
    """To how many inboxes the post leaves now; 0 when nothing was held. Raises Refused, or Conflict while paused."""
    may_let_go(actor, post)
    if fence.stopping(fence.standing(post.world), kind=post.kind, unit=post.voice.unit_id):
        raise Conflict(_("A pause still covers this post. Lift the pause first, or delete the post."))
    keys = post.deliveries.filter(verb=Verb.PUBLISH).values("key")
    with transaction.atomic():
        released = sum(release_held(note=note) for note in Note.objects.filter(delivery_key__in=keys))
        if released:
            audit.record(actor=actor, verb="release_letters", target=post, inboxes=released)
    return released
