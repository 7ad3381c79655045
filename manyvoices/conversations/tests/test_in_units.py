"""What stands open in a unit goes along when it moves, and keeps it from being closed; what is private is not counted."""

import pytest

from manyvoices.conversations.models import Conversation, Standing
from manyvoices.conversations.queries.units import open_conversations_in
from manyvoices.conversations.tests.talks import talk
from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.actions.close_unit import close_unit
from manyvoices.people.models import Unit, UnitKind
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(cast: Cast) -> Unit:
    """A unit in which nobody works."""
    return Unit.objects.create(parent=cast.operations, kind=UnitKind.TEAM, name="Night desk")


# promise F8
def test_a_unit_with_open_conversations_is_not_closed(cast: Cast, team: Unit) -> None:
    one = talk(team)
    with pytest.raises(Invalid, match="Conversations in it are still open"):
        close_unit(actor=cast.ada, unit=team, because="Merged")
    Conversation.objects.filter(pk=one.pk).update(standing=Standing.CLOSED, closed_at=clock.now())
    assert close_unit(actor=cast.ada, unit=team, because="Merged").closed_at


def test_they_are_counted_where_it_moves_and_private_ones_are_not(cast: Cast, team: Unit) -> None:
    for _ in range(2):
        talk(team)
    talk(team, owner=cast.bo)
    talk(team, standing=Standing.CLOSED, closed_at=clock.now())
    talk(cast.operations)
    assert open_conversations_in([team.pk]) == {team.pk: 2}
    assert open_conversations_in([]) == {}
