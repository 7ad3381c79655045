"""How docs/roles.md is tried: what did not leave at its time."""

from manyvoices.publishing.actions.release_late import release_late
from manyvoices.publishing.models import State
from manyvoices.publishing.tests.role_tries import _delivery, _out

TRIES = {
    "release_late": _out(lambda me, post: release_late(actor=me, deliveries=[_delivery(post, State.LATE)])),
}
