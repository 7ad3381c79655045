"""Writing together: everybody gets their own result, nobody fails for another, and the disk is waited for once."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from manyvoices.core import committing
from manyvoices.core.committing import Together
from manyvoices.core.models import Chore


class Book:
    """Writes names; remembers how many came at a time. The first write waits until `open`."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.open = threading.Event()

    def write(self, names: Sequence[str]) -> list[str]:
        self.batches.append(len(names))
        self.open.wait(5)
        if "bad" in names:
            raise LookupError("bad")
        return [name.title() for name in names]


def at_once(together: Together[str, str], book: Book, names: Sequence[str]) -> list[object]:
    """What each of as many threads got: a result or an error."""

    def one(name: str) -> object:
        try:
            return together(name)
        except LookupError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(names)) as threads:
        found = [threads.submit(one, name) for name in names]
        while len(together._waiting) < len(names) - 1:  # all but the one who writes
            threading.Event().wait(0.001)
        book.open.set()
        return [one.result() for one in found]


@pytest.mark.django_db(transaction=True)
def test_those_who_wait_are_written_together_and_one_bad_item_harms_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(committing, "writes_in_line", lambda: True)
    book = Book()
    got = at_once(Together(book.write), book, ["first", "ada", "bad", "bo"])
    assert [str(one) for one in got] == ["First", "Ada", "bad", "Bo"]
    assert isinstance(got[2], LookupError)
    assert 1 < max(book.batches) < 5


@pytest.mark.django_db
def test_within_a_transaction_it_is_a_part_of_it() -> None:
    def make(names: Sequence[str]) -> list[int]:
        return [Chore.objects.create(name=name, due_at=None).pk for name in names]

    def undone() -> None:
        with transaction.atomic():
            Together(make)("one")
            assert Chore.objects.exists()
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    assert not Chore.objects.exists()
