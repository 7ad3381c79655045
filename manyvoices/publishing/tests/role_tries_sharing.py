"""How docs/roles.md is tried: sharing by hand."""

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.actions.say_shared import say_shared
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.publishing.tests.role_tries import _delivery, _out


def _say(me: Person, post: Post) -> object:
    row = _delivery(post, State.HANDED, asked_at=clock.now())
    Delivery.objects.filter(pk=row.pk).update(network="share-linkedin")
    row.refresh_from_db()
    return say_shared(actor=me, delivery=row, posted=True)


TRIES = {"say_shared": _out(_say)}
