"""A transaction that the database undid is begun anew at the desk, and nothing else is."""

import pytest
from django.db import OperationalError
from psycopg.errors import AdminShutdown, SerializationFailure

from manyvoices.core.work import desk


def fails(error: Exception, times: int) -> list[int]:
    """The calls until it went well, or until it was given up."""
    calls: list[int] = []

    def do() -> None:
        calls.append(1)
        if len(calls) <= times:
            raise OperationalError("undone") from error

    try:
        desk._tried(do)
    except OperationalError:
        calls.append(-1)
    return calls


# promise C4
@pytest.mark.parametrize(("times", "calls"), [(0, 1), (2, 3), (desk.AGAIN, desk.AGAIN + 1)])
def test_what_was_undone_is_tried_again(times: int, calls: int) -> None:
    assert fails(SerializationFailure("could not serialize"), times) == [1] * calls


# promise C4
def test_it_is_given_up_in_the_end_and_at_once_for_anything_else() -> None:
    assert fails(SerializationFailure("could not serialize"), 99)[-1] == -1
    assert fails(AdminShutdown("going down"), 99) == [1, -1]
