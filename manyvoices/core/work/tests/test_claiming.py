"""Claiming due rows and writing down what became of them."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from manyvoices.core import clock
from manyvoices.core.chores import Chores
from manyvoices.core.models import Chore
from manyvoices.core.work import Again, Answer, Dead, Done
from manyvoices.core.work.claiming import claim, record
from tests.ground.databases import BOTH, fresh_database

KIND = Chores()
ME, OTHER = 11, 12


def due(name: str, minutes_ago: int = 1) -> Chore:
    return Chore.objects.create(name=name, due_at=clock.now() - timedelta(minutes=minutes_ago))


@pytest.mark.django_db
def test_the_oldest_due_rows_are_claimed_up_to_the_limit() -> None:
    names = ["third", "second", "first"]
    for minutes, name in enumerate(names, start=1):
        due(name, minutes)
    taken = claim(KIND, ME, 2, clock.now())
    assert {row.name for row in taken} == {"first", "second"}
    assert {(row.taken_by, row.attempts) for row in taken} == {(ME, 1)}
    assert all(row.taken_until and row.taken_until > clock.now() for row in taken)


@pytest.mark.django_db
def test_a_row_is_claimed_once() -> None:
    due("one")
    assert len(claim(KIND, ME, 5, clock.now())) == 1
    assert claim(KIND, OTHER, 5, clock.now()) == []
    assert claim(KIND, ME, 5, clock.now()) == []


@pytest.mark.django_db
def test_what_is_not_due_is_left_alone() -> None:
    due("later", -5)
    Chore.objects.create(name="at rest", due_at=None)
    assert claim(KIND, ME, 5, clock.now()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Done(), {"done": True, "dead": False, "due": False, "error": "", "attempts": 1}),
        (Dead("gone"), {"done": False, "dead": True, "due": False, "error": "gone", "attempts": 1}),
        (
            Again(timedelta(0), "busy"),
            {"done": False, "dead": False, "due": True, "error": "busy", "attempts": 1},
        ),
    ],
)
def test_an_answer_is_written_and_the_row_given_back(answer: Answer, expected: dict[str, object]) -> None:
    row = due("one")
    rows = claim(KIND, ME, 1, clock.now())
    record(KIND, rows, {row.pk: answer}, ME, clock.now())
    row.refresh_from_db()
    assert (row.taken_by, row.taken_until) == (None, None)
    seen = {"done": row.done_at is not None, "dead": row.dead_at is not None, "due": row.due_at is not None}
    assert {**seen, "error": row.last_error, "attempts": row.attempts} == expected


@pytest.mark.django_db
def test_ordinary_repetition_is_not_counted_as_failure() -> None:
    """A chore a second would overflow a smallint in nine hours."""
    row = due("every second")
    for _ in range(3):
        rows = claim(KIND, ME, 1, clock.now())
        record(KIND, rows, {row.pk: Again(timedelta(0))}, ME, clock.now())
    row.refresh_from_db()
    assert row.attempts == 0


@pytest.mark.django_db
def test_a_row_taken_over_meanwhile_is_left_alone() -> None:
    row = due("one")
    rows = claim(KIND, ME, 1, clock.now())
    Chore.objects.filter(pk=row.pk).update(taken_by=OTHER)
    record(KIND, rows, {row.pk: Done()}, ME, clock.now())
    row.refresh_from_db()
    assert (row.taken_by, row.done_at) == (OTHER, None)


@pytest.mark.django_db
def test_a_row_without_an_answer_stays_as_its_handler_left_it() -> None:
    row = due("one")
    rows = claim(KIND, ME, 1, clock.now())
    record(KIND, rows, {}, ME, clock.now())
    row.refresh_from_db()
    assert row.taken_by == ME


@pytest.mark.parametrize("database", BOTH)
def test_two_workers_never_get_the_same_row(database: str, tmp_path: Path) -> None:
    """Eight connections claim at once; the twin, which looks first and takes then, is caught."""
    with fresh_database(database) as url:
        environ = {**os.environ, "DATABASE_URL": url, "MANYVOICES_DATA_DIR": str(tmp_path)}
        command = [sys.executable, "-m", "tests.ground.claiming"]
        ran = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]
    result = json.loads(ran.stdout.splitlines()[-1])
    assert result["ours"] == {"rows": 300, "taken": 300, "twice": 0}
    assert result["twin"]["twice"] > 0, result
