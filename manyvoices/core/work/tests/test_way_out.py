"""Whom an installation may dial: a demo reaches its second server and nothing else, not even the name servers."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from manyvoices.config import Config, load
from manyvoices.core.http import Client, HttpError, Refused
from manyvoices.core.work.loop import way_out
from manyvoices.demo_mark import DemoMark, write_mark


@pytest.fixture
def demo(tmp_path: Path) -> Config:
    """The settings of a demo; peers on this machine are even switched on, as a demo needs them to be."""
    write_mark(tmp_path, DemoMark(port=8000, peer_port=8001))
    return load({"MANYVOICES_DATA_DIR": str(tmp_path), "MANYVOICES_ALLOW_LOOPBACK_PEERS": "1"})


@pytest.mark.parametrize(
    "url",
    [
        "https://mastodon.social/users/lena",
        "https://8.8.8.8/",
        "http://localhost:8001/",
        "http://127.0.0.1:9000/inbox",
        "https://127.0.0.1:8000/inbox",
        "https://10.0.0.1/",
    ],
)
def test_a_demo_asks_nobody_and_looks_no_name_up(demo: Config, url: str) -> None:
    asked: list[str] = []

    async def lookup(host: str) -> Sequence[str]:
        asked.append(host)
        return ["8.8.8.8"]

    async def go() -> None:
        async with Client(way_out(demo), user_agent="test", lookup=lookup) as client:
            await client.request("GET", url, deadline=2)

    with pytest.raises(Refused, match="demo"):
        asyncio.run(go())
    assert asked == []


def test_its_second_server_is_dialled(demo: Config) -> None:
    """Nothing listens there now: the refusal is the machine's and not ours."""

    async def go() -> None:
        async with Client(way_out(demo), user_agent="test") as client:
            await client.request("GET", "http://127.0.0.1:8001/", deadline=2)

    with pytest.raises(HttpError) as failed:
        asyncio.run(go())
    assert not isinstance(failed.value, Refused)


def test_a_real_installation_is_not_closed(tmp_path: Path) -> None:
    real = way_out(load({"MANYVOICES_DATA_DIR": str(tmp_path)}))
    assert not real.closed
    assert real.may_answer("8.8.8.8")
