"""How docs/roles.md is tried: a new link for an invitation."""

from manyvoices.core import clock
from manyvoices.people.actions.renew_invitation import renew_invitation
from manyvoices.people.models import Invitation, Person
from tests.cast import Cast
from tests.roles import Try


def _renew(me: Person, cast: Cast) -> None:
    now = clock.now()
    waiting = Invitation.objects.create(
        token_hash="x", name="F", unit=cast.operations, role="ambassador", invited_at=now, expires_at=now
    )
    renew_invitation(actor=me, invitation=waiting)


TRIES = {"renew_invitation": Try(_renew)}
