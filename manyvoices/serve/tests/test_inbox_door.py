"""The door of the inbox: who comes meanwhile is taken in together, each gets its own answer, nobody waits for ever."""

import asyncio
import threading
from collections.abc import Sequence
from typing import Any

import pytest

from manyvoices.activitypub.posts import Posted, Said
from manyvoices.serve import inbox_door
from manyvoices.serve.bridge import Overloaded
from manyvoices.serve.inbox_door import InboxDoor, posted


def scope(path: str = "/inbox", method: str = "POST", **more: Any) -> dict[str, Any]:
    return {"method": method, "raw_path": path.encode(), "query_string": b"", "headers": [], **more}


class Mail:
    """Answers each post with its own body, and remembers how many came together; the first batch waits for `go`."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.go = threading.Event()

    def __call__(self, posts: Sequence[Posted]) -> list[Said]:
        self.go.wait(5)
        self.batches.append(len(posts))
        return [Said(202, post.body.decode()) for post in posts]


async def answered(door: InboxDoor, body: bytes) -> str:
    told = []

    async def send(message: Any) -> None:
        told.append(message)

    await door.answer(scope(), body, send)
    assert told[0]["status"] == 202
    return str(told[1]["body"].decode())


def test_those_who_come_meanwhile_are_one_batch_and_each_has_its_answer() -> None:
    mail = Mail()

    async def go() -> list[str]:
        door = InboxDoor(mail)
        calls = [asyncio.create_task(answered(door, str(number).encode())) for number in range(9)]
        await asyncio.sleep(0.05)
        late = [asyncio.create_task(answered(door, str(number).encode())) for number in range(9, 12)]
        await asyncio.sleep(0.05)
        calls[0].cancel()  # a client that hangs up takes nobody along
        mail.go.set()
        return await asyncio.gather(*calls[1:], *late)

    assert asyncio.run(go()) == [f"{number}\n" for number in range(1, 12)]
    assert mail.batches == [9, 3]


def test_what_fails_fails_for_those_who_were_there_and_for_nobody_afterwards() -> None:
    failing = [True]

    def take(posts: Sequence[Posted]) -> list[Said]:
        if failing.pop():
            raise RuntimeError("broken on purpose")
        return [Said(202, "Taken.") for _ in posts]

    async def go() -> str:
        door = InboxDoor(take)
        with pytest.raises(RuntimeError):
            await answered(door, b"")
        failing.append(False)
        return await answered(door, b"")

    assert asyncio.run(go()) == "Taken.\n"


def test_too_many_are_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_door, "WAITING_AT_MOST", 2)
    mail = Mail()

    async def go() -> None:
        door = InboxDoor(mail)
        calls = [asyncio.create_task(answered(door, b"")) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Overloaded):
            await answered(door, b"")
        mail.go.set()
        await asyncio.gather(*calls)

    asyncio.run(go())


@pytest.mark.parametrize(
    ("path", "method", "ours"),
    [
        ("/inbox", "POST", True),
        ("/actors/12/inbox", "POST", True),
        ("/inbox", "GET", False),
        ("/inbox/", "POST", False),
        ("/actors/x/inbox", "POST", False),
        ("/me/inbox", "POST", False),
    ],
)
def test_only_posts_to_an_inbox_come_to_this_door(path: str, method: str, ours: bool) -> None:
    assert InboxDoor(lambda _: []).is_for(scope(path, method)) is ours


def test_a_request_keeps_its_path_and_its_repeated_headers() -> None:
    seen = posted(
        scope("/actors/12/inbox", query_string=b"a=%20", headers=[(b"X-Two", b"1"), (b"x-two", b"2")]), b"{}"
    )
    assert seen == Posted("/actors/12/inbox?a=%20", {"x-two": "1, 2"}, b"{}", 12)
