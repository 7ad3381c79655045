"""What one look finds, for all pages that are open: the same few statements whatever there is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyvoices.conversations.actions.see_conversation import see_conversation
from manyvoices.conversations.history import note
from manyvoices.conversations.models import Event, Looking, Message
from manyvoices.conversations.permissions import may_see
from manyvoices.conversations.queries import changes
from manyvoices.conversations.queries.changes import LATE, moment, sights
from manyvoices.conversations.sight import Looker, Place, Sight
from manyvoices.conversations.tests.talks import says, talk
from manyvoices.core import clock
from manyvoices.core.ids import id_at, new_id
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person, RoleName
from tests.cast import Cast, role

pytestmark = pytest.mark.django_db
Counting = Callable[..., AbstractContextManager[Any]]


def place(one: Any) -> Place:
    return Place(one.pk, one.owner_id, one.unit_id, one.assigned_to_id)


def test_what_was_said_and_what_happened_in_the_last_seconds(cast: Cast) -> None:
    ours, private = talk(cast.operations, assigned_to=cast.cleo), talk(cast.operations, owner=cast.bo)
    line = note(ours, "taken", cast.cleo)
    old = new_id() - id_at(clock.now()) + id_at(clock.now() - LATE - timedelta(seconds=5))
    Event.objects.create(id=old, conversation=ours, verb="taken", at=clock.now())
    found = moment([])
    first, second = (Message.objects.get(conversation=one).pk for one in (ours, private))
    assert found.happened == {
        ("Event", line.pk): place(ours),
        ("Message", first): place(ours),
        ("Message", second): place(private),
    }
    assert (found.is_cut, found.open_pages) == (False, {})
    assert found.reaches <= min(first, second)


def test_a_flood_is_cut_and_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST", 2)
    ours = talk(cast.operations)
    newest = [says(ours, "Hello?").pk for _ in range(3)][-1]
    found = moment([])
    assert (found.is_cut, found.reaches, len(found.happened)) == (True, newest, 3)


def test_a_state_differs_whenever_the_page_would(cast: Cast) -> None:
    ours = talk(cast.operations)
    before = moment([ours.pk]).open_pages[ours.pk]
    assert before == moment([ours.pk]).open_pages[ours.pk]
    assert before.place == place(ours)
    ours.version += 1
    ours.save(update_fields=["version"])
    after = moment([ours.pk]).open_pages[ours.pk]
    assert after.state != before.state
    assert moment([new_id()]).open_pages == {}


def test_who_looks_is_seen_for_a_short_while(cast: Cast) -> None:
    ours = talk(cast.operations)
    see_conversation(actor=cast.cleo, conversation=ours, answering=True)
    assert moment([]).looking == {Looker(place(ours), cast.cleo.pk, True)}
    Looking.objects.update(seen_at=clock.now() - timedelta(minutes=1))
    assert moment([]).looking == frozenset()


def test_the_statements_are_few_whatever_there_is(
    cast: Cast, django_assert_num_queries: Counting, django_assert_max_num_queries: Counting
) -> None:
    pages = [talk(cast.operations).pk for _ in range(5)]
    with django_assert_num_queries(3):
        moment([])
    with django_assert_num_queries(5):
        moment(pages)
    with django_assert_max_num_queries(3):
        sights([one.pk for one in (cast.ada, cast.bo, cast.cleo, cast.dan)])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is asked how it reads")
def test_no_look_reads_a_whole_table(cast: Cast) -> None:
    """A look is made every second for as long as anybody works."""
    with CaptureQueriesContext(connection) as asked:
        moment([1, 2])
    assert len(asked.captured_queries) == 5
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            whole = [row[3] for row in cursor.fetchall() if row[3].startswith("SCAN")]
            # Who looks is forgotten after ten minutes: that table stays small.
            assert whole == [] or "looking" in query["sql"], query["sql"]


# promise I1
def test_whoever_is_woken_may_see_it_and_the_other_way_round(cast: Cast) -> None:
    talks = [
        talk(cast.operations),
        talk(cast.elsewhere),
        talk(cast.elsewhere, assigned_to=cast.cleo),
        talk(cast.operations, owner=cast.bo),
        talk(cast.elsewhere, owner=cast.cleo),
    ]
    role(cast.dan, RoleName.UNIT_LEAD, cast.elsewhere)
    people = [cast.ada, cast.bo, cast.cleo, cast.dan]
    seen = sights([one.pk for one in people])
    for person in people:
        for one in talks:
            assert seen[person.pk].has(place(one)) == sees(person, one), (person, place(one))


def sees(person: Person, one: Any) -> bool:
    try:
        may_see(person, one)
    except NotThere:
        return False
    return True


def test_who_left_sees_nothing(cast: Cast) -> None:
    assert sights([cast.cleo.pk])[cast.cleo.pk].units == {cast.operations.pk}
    Person.objects.filter(pk=cast.cleo.pk).update(is_active=False)
    assert sights([cast.cleo.pk]) == {}


def test_somebody_without_an_inbox_sees_what_is_theirs() -> None:
    sight = Sight(1, frozenset())
    assert sight.has(Place(5, 1, 7, None))
    assert sight.has(Place(5, None, 7, 1))
    assert not sight.has(Place(5, 2, 7, 1))
