"""What every adapter that collects must do: the part of the contract about what is said to a voice."""

import itertools

import pytest

from manyvoices.networks.contract import Account, Batch, Reconnect, TryLater, Unknown
from manyvoices.networks.tests.contract_suite import ODD, Bench, check, in_time, outgoing, publish

MOST_PAGES = 30
_numbers = itertools.count(1)


def words() -> str:
    """Words that nothing else says."""
    return f"The train is late again ({next(_numbers)})."


async def everything(bench: Bench, account: Account, cursor: str = "") -> list[Batch]:
    """Page after page, until the network says that there is no more."""
    batches = []
    while True:
        batches.append(await bench.adapter.collect(account, cursor))
        cursor = batches[-1].cursor
        if not batches[-1].more:
            return batches
        assert len(batches) < MOST_PAGES


async def up_to_now(bench: Bench, account: Account) -> str:
    """The cursor after everything that was said so far."""
    return (await everything(bench, account))[-1].cursor


@check(can=["collect"])
async def collects_what_was_said(bench: Bench) -> None:
    """Once, with its author, and the next look starts behind it."""
    account = bench.account()
    cursor, text = await up_to_now(bench, account), words()
    remote_id = bench.hears(text)
    batch = await bench.adapter.collect(account, cursor)
    (said,) = (one for one in batch.said if one.remote_id == remote_id)
    assert (said.text, said.author.name, said.visibility) == (text, "Lena", "public")
    assert said.author.remote_id
    assert said.said_at.tzinfo is not None
    assert batch.missed is None
    again = await bench.adapter.collect(account, batch.cursor)
    assert (again.said, again.gone, again.more) == ((), (), False)


@check(can=["collect", "publish"])
async def collects_what_answers_us(bench: Bench) -> None:
    """It names what it answers as publishing was told."""
    account = bench.account()
    receipt = await publish(bench, account, outgoing())
    cursor = await up_to_now(bench, account)
    bench.hears(words(), to=receipt.remote_id)
    (said,) = (await bench.adapter.collect(account, cursor)).said
    assert said.in_reply_to == receipt.remote_id


@check(can=["collect"])
async def collects_edits_and_ends(bench: Bench) -> None:
    """An edit comes with the new words and its time, what was taken back by its id alone."""
    account = bench.account()
    edited, gone = bench.hears(words()), bench.hears(words())
    cursor, text = await up_to_now(bench, account), words()
    bench.hears_edit(edited, text)
    bench.hears_end(gone)
    batch = await bench.adapter.collect(account, cursor)
    (said,) = batch.said
    assert (said.remote_id, said.text, said.edited_at is not None) == (edited, text, True)
    assert batch.gone == (gone,)


@check(can=["collect"])
async def collects_in_pages(bench: Bench) -> None:
    """More than fits on a page comes in several, and none is left out."""
    account = bench.account()
    cursor = await up_to_now(bench, account)
    ids = {bench.hears(words()) for _ in range(110)}
    batches = await everything(bench, account, cursor)
    assert len(batches) > 1
    assert {one.remote_id for batch in batches for one in batch.said} == ids


@check("shifting-pages", "deleting-pages", can=["collect"])
async def loses_nothing_while_pages_move(bench: Bench) -> None:
    """Pages that shift or lose things while somebody pages: all that stands is told, at most twice."""
    for pages in ("shifting", "deleting"):
        account = bench.account(pages=pages)
        cursor = await up_to_now(bench, bench.account())
        ids = {bench.hears(words()) for _ in range(110)}
        batches = await everything(bench, account, cursor)
        gone = {one for batch in batches for one in batch.gone}
        assert ids <= {one.remote_id for batch in batches for one in batch.said} | gone
        assert bool(gone) == (pages == "deleting")


@check("forgetting", can=["collect"])
async def says_what_it_cannot_tell(bench: Bench) -> None:
    """A cursor that is too old: what still stands, and the stretch of time of which nothing is known."""
    cursor = await up_to_now(bench, bench.account())
    ids = [bench.hears(words()) for _ in range(9)]
    batch = await bench.adapter.collect(bench.account(keeps=4), cursor)
    assert [one.remote_id for one in batch.said] == ids[-4:]
    assert batch.missed is not None
    assert batch.missed.since <= batch.missed.until
    assert (await bench.adapter.collect(bench.account(keeps=4), batch.cursor)).missed is None


@check("busy", "error-before", "drop-after", "revoked", *ODD, can=["collect"])
async def collecting_fails_aloud(bench: Bench) -> None:
    """Too many requests, errors, lost connections and odd answers raise; none passes for silence."""
    with pytest.raises(TryLater):
        await bench.adapter.collect(bench.account(lookup="busy"), "")
    with pytest.raises(Reconnect):
        await bench.adapter.collect(bench.account("revoked"), "")
    for fault in ("error-before", "drop-after", *sorted(ODD)):
        with in_time(bench), pytest.raises(Unknown):
            await bench.adapter.collect(bench.account(lookup=fault), "")
