"""The worker's lane decides what is due, whatever single rows or the model do."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import Queue
from typing import Any
from typing import cast as cast_to

import pytest

from manyvoices.conversations import triage
from manyvoices.conversations.models import Conversation, Kind, Message, Triage, TriageModel
from manyvoices.conversations.tests.arriving import COMPLAINT, PRAISE, arrives, conversation
from manyvoices.conversations.work import triaging
from manyvoices.conversations.work.triaging import Arrivals
from manyvoices.core import clock
from manyvoices.core.work import Again, Tools
from tests.cast import Cast


class Cold:
    """A model that says what the cold start says."""

    @staticmethod
    def triage_many(texts: list[str], topics: Any) -> list[Any]:
        """Each by itself; nobody reads "poison"."""
        if any("poison" in text for text in texts):
            raise RuntimeError("unreadable")
        return [triage.cold(text, topics) for text in texts]


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triaging, "wired", {triaging.COLD: Cold, triaging.OPEN: _broken}.__getitem__)


def _broken(_data: bytes) -> None:
    raise ValueError("damaged")


class Here:
    """Tools whose database is asked in the thread of the test, where its transaction is."""

    worker = 1

    def __init__(self) -> None:
        self.asked: Queue[tuple[Future[Any], Any] | None] = Queue()

    async def db(self, do: Any, *args: Any, **kwargs: Any) -> Any:
        """What `do` returns."""
        said: Future[Any] = Future()
        self.asked.put((said, partial(do, *args, **kwargs)))
        return await asyncio.wrap_future(said)

    def answer(self) -> None:
        """Do what is asked until the end."""
        while (one := self.asked.get()) is not None:
            said, do = one
            try:
                said.set_result(do())
            except Exception as error:
                said.set_exception(error)


def handled(kind: Arrivals) -> Any:
    """What the lane answers for all that is due."""
    rows, here = list(kind.takeable(clock.now())), Here()

    def lane() -> Any:
        try:
            return asyncio.run(kind.handle(rows, cast_to(Tools, here)))
        finally:
            here.asked.put(None)

    with ThreadPoolExecutor() as pool:
        said = pool.submit(lane)
        here.answer()
        return said.result()


def test_what_is_due_is_decided_and_recorded_with_it(cast: Cast) -> None:
    arrives(conversation(cast.operations), COMPLAINT)
    arrives(conversation(cast.operations, owner=cast.bo), PRAISE)
    kind = Arrivals()
    assert handled(kind) == {}
    assert not kind.takeable(clock.now()).exists()
    assert Conversation.objects.get(owner=None).kind == Kind.COMPLAINT
    assert Triage.objects.count() == 1


def test_one_message_that_cannot_be_read_holds_up_no_other(cast: Cast) -> None:
    bad = arrives(conversation(cast.operations), "poison")
    for _number in range(3):
        arrives(conversation(cast.operations), COMPLAINT)
    answers = handled(Arrivals())
    assert list(answers) == [bad.pk]
    assert isinstance(answers[bad.pk], Again)
    assert Conversation.objects.filter(kind=Kind.COMPLAINT).count() == 3
    assert Message.objects.exclude(due_at=None).get() == bad


def test_a_model_that_cannot_be_read_leaves_the_cold_start(cast: Cast) -> None:
    now = clock.now()
    chosen = TriageModel.objects.create(version=1, data=b"x", sha256="", labels=1, made_at=now, chosen_at=now)
    arrives(conversation(cast.operations), COMPLAINT)
    handled(Arrivals())
    assert Triage.objects.get().kind == Kind.COMPLAINT
    assert Triage.objects.get().model == chosen
