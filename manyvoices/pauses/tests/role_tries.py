"""How docs/roles.md is tried: pauses."""

from collections.abc import Callable
from unittest import mock

from django.db import transaction

from manyvoices.core import clock
from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Person
from tests.cast import Cast
from tests.roles import Act, Try


def _inside(act: Callable[[Person, Cast], object]) -> Act:
    """The fence insists on a transaction of its own; the matrix undoes each try in one around it."""

    def tried(me: Person, cast: Cast) -> object:
        with mock.patch("manyvoices.pauses.fence.exclusive", transaction.atomic):
            return act(me, cast)

    return tried


def _pause(cast: Cast) -> Pause:
    return Pause.objects.create(unit=cast.operations, reason="drill of the matrix", placed_at=clock.now())


TRIES = {
    "place_pause": Try(
        _inside(lambda me, cast: place_pause(actor=me, reason="accident", unit=cast.operations))
    ),
    "lift_pause": Try(_inside(lambda me, cast: lift_pause(actor=me, pause=_pause(cast)))),
}
