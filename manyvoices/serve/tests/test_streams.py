"""Streams: who is woken by what, who is let in, and how each of them ends."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from manyvoices.conversations.sight import Looker, Sight
from manyvoices.core.ids import id_at_ms
from manyvoices.serve import streams as streams_module
from manyvoices.serve import watch as watch_module
from manyvoices.serve.streams import FIRST, TooManyStreams
from manyvoices.serve.tests.listening import (
    ADA,
    BO,
    CHANGED,
    CLEO,
    HERE,
    OPERATIONS,
    SALES,
    Listener,
    Tables,
    place,
    streams_of,
    until,
)
from manyvoices.web.live.admitted import Admitted

CLEO_INBOX = Admitted(CLEO, "cleo")
REALLY_CHECKED_EVERY = watch_module.CHECK_EVERY


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second is a hundredth of one."""
    monkeypatch.setattr(watch_module, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(watch_module, "APART", 0)
    monkeypatch.setattr(watch_module, "CHECK_EVERY", 0.05)


@pytest.fixture
def tables() -> Tables:
    """Cleo works in operations, Ada in both, Bo in neither."""
    found = Tables()
    found.sights = {
        CLEO: Sight(CLEO, frozenset({OPERATIONS})),
        ADA: Sight(ADA, frozenset({OPERATIONS, SALES})),
        BO: Sight(BO, frozenset()),
    }
    return found


def inboxes(tables: Tables, then: Callable[[Listener, Listener, Listener], Awaitable[None]]) -> None:
    """Cleo, Ada and Bo have their inbox open."""

    async def go() -> None:
        streams = streams_of(tables)
        three = [await Listener(streams, Admitted(who, str(who))).begun() for who in (CLEO, ADA, BO)]
        await looked(tables)
        await then(*three)
        streams.end()
        await asyncio.gather(*(one.task for one in three))

    asyncio.run(go())


async def looked(tables: Tables, times: int = 2) -> None:
    """Return after the watch has looked again, from its beginning to its end."""
    before = len(tables.looks)
    await until(lambda: len(tables.looks) >= before + times)
    await asyncio.sleep(0.01)


def test_an_inbox_is_told_of_its_own_units_and_of_nothing_else(tables: Tables) -> None:
    async def then(cleo: Listener, ada: Listener, bo: Listener) -> None:
        tables.happens(1, place(5, unit=SALES))
        await looked(tables)
        assert (cleo.told, ada.told, bo.told) == ([], [CHANGED], [])
        tables.happens(2, place(6, unit=OPERATIONS))
        await looked(tables)
        assert (cleo.told, ada.told, bo.told) == ([CHANGED], [CHANGED] * 2, [])

    inboxes(tables, then)


def test_what_is_private_wakes_its_owner_alone(tables: Tables) -> None:
    async def then(cleo: Listener, ada: Listener, bo: Listener) -> None:
        tables.happens(1, place(5, owner=BO, unit=OPERATIONS))
        await looked(tables)
        assert (cleo.told, ada.told, bo.told) == ([], [], [CHANGED])

    inboxes(tables, then)


def test_what_was_committed_late_is_noticed_though_newer_rows_were_seen(tables: Tables) -> None:
    async def then(cleo: Listener, _ada: Listener, _bo: Listener) -> None:
        tables.happens(9, place(5))
        await looked(tables)
        tables.happens(8, place(6))
        await looked(tables)
        assert cleo.told == [CHANGED] * 2

    inboxes(tables, then)


def test_what_happened_is_told_once(tables: Tables) -> None:
    async def then(cleo: Listener, _ada: Listener, _bo: Listener) -> None:
        tables.happens(9, place(5))
        await looked(tables, 5)
        assert cleo.told == [CHANGED]

    inboxes(tables, then)


def test_a_flood_wakes_everybody(tables: Tables) -> None:
    async def then(cleo: Listener, _ada: Listener, bo: Listener) -> None:
        tables.now = replace(tables.now, is_cut=True)
        tables.happens(9, place(5, unit=SALES))
        await looked(tables)
        assert (cleo.told, bo.told) == ([CHANGED], [CHANGED])

    inboxes(tables, then)


def test_a_conversation_is_told_of_itself_and_of_who_else_looks_at_it(tables: Tables) -> None:
    here = place(5)
    tables.stands(here, "version 1")
    tables.stands(place(6), "version 1")

    async def go() -> None:
        streams = streams_of(tables)
        cleo = await Listener(streams, Admitted(CLEO, "cleo", 5)).begun()
        other = await Listener(streams, Admitted(ADA, "ada", 6)).begun()
        await looked(tables)
        assert tables.looks[-1] == [5, 6]
        tables.stands(here, "version 2")
        await looked(tables)
        tables.now = replace(tables.now, looking=frozenset({Looker(here, CLEO, True)}))
        await looked(tables)
        assert cleo.told == [CHANGED], "she knows that she looks herself"
        tables.now = replace(tables.now, looking=frozenset({Looker(here, ADA, True)}))
        await looked(tables)
        tables.happens(7, here)
        await looked(tables)
        assert (cleo.told, other.told) == ([CHANGED] * 3, [])
        # Handed to somebody else's unit: she does not see it any more.
        tables.stands(place(5, unit=SALES), "version 3")
        await cleo.task
        assert cleo.sent[-1]["more_body"] is False
        streams.end()
        await other.task

    asyncio.run(go())


def test_what_happened_while_the_page_was_on_its_way_is_told_at_once(tables: Tables) -> None:
    made = time.time_ns() // 1_000_000
    tables.happens(id_at_ms(made + 100), place(5))

    async def go() -> list[bytes]:
        streams = streams_of(tables)
        late = await Listener(streams, Admitted(CLEO, "cleo", since=id_at_ms(made))).begun()
        fresh = await Listener(streams, Admitted(CLEO, "cleo", since=id_at_ms(made + 5000))).begun()
        await looked(tables)
        streams.end()
        await asyncio.gather(late.task, fresh.task)
        assert fresh.told == [b""]
        return late.told

    assert asyncio.run(go()) == [CHANGED, b""]


def test_one_look_serves_all_and_there_is_none_while_nobody_listens(tables: Tables) -> None:
    async def go() -> None:
        streams = streams_of(tables)
        await asyncio.sleep(0.05)
        assert tables.looks == []
        # Nobody is woken by looks alone.
        many = [await Listener(streams, Admitted(who, str(who))).begun() for who in range(40)]
        before = len(tables.looks)
        await asyncio.sleep(0.1)
        assert len(tables.looks) - before <= 11
        for one in many:
            one.gone.set()
        await asyncio.gather(*(one.task for one in many))
        await asyncio.sleep(0.03)
        assert not streams.watch.streams
        before = len(tables.looks)
        await asyncio.sleep(0.05)
        assert len(tables.looks) == before

    asyncio.run(go())


# promise I9
def test_whose_session_ended_or_who_left_hears_nothing_more(tables: Tables) -> None:
    async def go() -> None:
        streams = streams_of(tables)
        cleo = await Listener(streams, CLEO_INBOX).begun()
        ada = await Listener(streams, Admitted(ADA, "ada")).begun()
        tables.ended.add("cleo")
        await cleo.task
        assert not ada.task.done()
        assert cleo.told == [b""], "it ends as a whole answer does"
        nobody = await Listener(streams, CLEO_INBOX).begun()
        await nobody.task
        assert nobody.told == [b""]
        streams.end()
        await ada.task

    asyncio.run(go())
    assert REALLY_CHECKED_EVERY + streams_module.SENT_WITHIN < 60


def test_what_somebody_may_see_is_asked_again(tables: Tables) -> None:
    async def go() -> None:
        streams = streams_of(tables)
        bo = await Listener(streams, Admitted(BO, "bo")).begun()
        tables.sights[BO] = Sight(BO, frozenset({SALES}))
        await until(lambda: [one.sight.units for one in streams.watch.streams] == [{SALES}])
        tables.happens(1, place(5, unit=SALES))
        await until(lambda: bo.told == [CHANGED])
        streams.end()
        await bo.task

    asyncio.run(go())


def test_a_person_and_all_together_have_so_many_and_no_more(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams_module, "ALL", 8)

    async def go() -> None:
        streams = streams_of(tables)
        six = [await Listener(streams, CLEO_INBOX).begun() for _ in range(6)]
        with pytest.raises(TooManyStreams):
            await Listener(streams, CLEO_INBOX).task
        six[0].gone.set()
        await six[0].task
        more = [await Listener(streams, who).begun() for who in (CLEO_INBOX, *[Admitted(ADA, "ada")] * 2)]
        with pytest.raises(TooManyStreams):
            await Listener(streams, Admitted(BO, "bo")).task
        streams.end()
        await asyncio.gather(*(one.task for one in six + more))
        assert streams._open.total() == 0

    asyncio.run(go())


def test_who_takes_nothing_is_let_go(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams_module, "SENT_WITHIN", 0.05)

    async def go() -> None:
        streams = streams_of(tables)
        slow = await Listener(streams, CLEO_INBOX, takes=2).begun()
        await looked(tables)
        tables.happens(1, place(5))
        await asyncio.wait_for(slow.task, 5)
        assert not streams.watch.streams

    asyncio.run(go())


def test_it_gives_signs_of_life_and_ends_so_that_the_browser_comes_again(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams_module, "HERE_EVERY", 0.05)
    monkeypatch.setattr(streams_module, "LONGEST", 0.12)

    async def go() -> Listener:
        cleo = Listener(streams_of(tables), CLEO_INBOX)
        await cleo.task
        return cleo

    start, first, *rest = asyncio.run(go()).sent
    assert (start["status"], start["headers"]) == (200, [(b"content-type", b"text/event-stream")])
    assert [one["body"] for one in (first, *rest)] == [FIRST, HERE, HERE, b""]


def test_whom_the_pages_refuse_gets_their_answer(tables: Tables) -> None:
    async def go() -> Listener:
        nobody = Listener(streams_of(tables), None)
        await nobody.task
        return nobody

    start, body = asyncio.run(go()).sent
    assert (start["status"], body["body"]) == (302, b"elsewhere")
    assert tables.looks == []


def test_a_look_that_fails_ends_them_instead_of_passing_for_silence(
    tables: Tables, caplog: pytest.LogCaptureFixture
) -> None:
    async def go() -> None:
        cleo = await Listener(streams_of(tables), CLEO_INBOX).begun()
        tables.broken = True
        await cleo.task

    asyncio.run(go())
    assert "cannot be kept up to date" in caplog.text


def test_only_a_get_below_the_address_is_a_stream(tables: Tables) -> None:
    streams = streams_of(tables)
    assert streams.is_for({"method": "GET", "path": "/live/inbox/"})
    assert not streams.is_for({"method": "POST", "path": "/live/inbox/"})
    assert not streams.is_for({"method": "GET", "path": "/inbox/"})
