"""What the frames know: looked up when a template asks, never before."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory

from manyvoices.core import clock
from manyvoices.core.models import World
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.web.context import everywhere
from manyvoices.web.standing import StandingPause, entries_hidden_from
from tests.cast import Cast

Counting = Callable[[int], Any]


def seen_by(user: Person | AnonymousUser) -> dict[str, Any]:
    request = RequestFactory().get("/")
    request.user = user
    return everywhere(request)


def a_pause(cast: Cast, **fields: Any) -> Pause:
    given = {"reason": "Train stuck", "placed_by": cast.ada, "placed_at": clock.now(), **fields}
    return Pause.objects.create(**given)


def test_nothing_is_looked_up_before_it_is_asked_for(cast: Cast, django_assert_num_queries: Counting) -> None:
    with django_assert_num_queries(0):
        context = seen_by(cast.ada)
    with django_assert_num_queries(1):
        assert context["organisation"].name == "Northlight"
    with django_assert_num_queries(1):
        assert not context["standing_pauses"]


def test_who_looks_is_not_asked_for_the_name_of_the_organisation(cast: Cast) -> None:
    """A request without a user, as the public pages must not touch it."""
    context = everywhere(RequestFactory().get("/"))
    assert engines["django"].from_string("{{ organisation.name }}").render(context) == "Northlight"


@pytest.mark.django_db
def test_before_set_up_there_is_no_organisation() -> None:
    template = engines["django"].from_string("{% firstof organisation.name 'Manyvoices' %}")
    assert template.render(everywhere(RequestFactory().get("/"))) == "Manyvoices"


def test_the_banner_shows_the_pauses_that_stand(cast: Cast, django_assert_num_queries: Counting) -> None:
    a_pause(cast, ended_at=clock.now())
    a_pause(cast, world=World.DRILL)
    standing = a_pause(cast, confirmed_at=clock.now())
    context = seen_by(cast.dan)
    with django_assert_num_queries(1):
        shown: list[StandingPause] = list(context["standing_pauses"])
    assert [(pause.reason, pause.confirmed_at) for pause in shown] == [("Train stuck", standing.confirmed_at)]


def test_the_banner_counts_what_is_still_in_flight(cast: Cast) -> None:
    a_pause(cast)
    (shown,) = seen_by(cast.dan)["standing_pauses"]
    assert shown.confirmed_at is None
    assert shown.in_flight == 0


def test_strangers_see_neither_pauses_nor_entries(cast: Cast, django_assert_num_queries: Counting) -> None:
    a_pause(cast)
    context = seen_by(AnonymousUser())
    with django_assert_num_queries(0):
        assert not context["standing_pauses"]
        assert not context["hidden_entries"]


def test_the_list_of_people_is_hidden_from_who_would_find_only_themselves(cast: Cast) -> None:
    assert entries_hidden_from(rights(cast.ada)) == []
    for person in (cast.bo, cast.dan, cast.eve):
        assert entries_hidden_from(rights(person)) == ["people", "units", "causes", "settings"]
        assert list(seen_by(person)["hidden_entries"]) == ["people", "units", "causes", "settings"]
    # Who answers changes saved replies under Settings.
    assert entries_hidden_from(rights(cast.cleo)) == ["people", "units"]
