"""Whatever a network answers, the adapter says one of the contract's words: nothing else ever comes out of it."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.core.http import Client, Response
from manyvoices.networks.contract import Account, NetworkError, Prepared, Receipt
from manyvoices.networks.sandbox.adapter import SandboxAdapter
from manyvoices.networks.tests.contract_suite import outgoing

ACCOUNT = Account(channel=1, voice=1, address="bo", secret="s")
NAMES = st.sampled_from(["id", "url", "posts", "error"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)
BODIES = JSON.map(lambda found: json.dumps(found).encode()) | st.binary(max_size=60)
WAITS = st.none() | st.text(max_size=20) | st.integers().map(str)


class Odd:
    """A door behind which every request gets this answer."""

    def __init__(self, answer: Response) -> None:
        self.answer = answer

    async def request(self, *_args: Any, **_fields: Any) -> Response:
        return self.answer


def said_by(answer: Response, call: str) -> object:
    """What the adapter makes of `answer`: what it returns, or the contract's error."""
    adapter = SandboxAdapter(cast(Client, Odd(answer)), "http://127.0.0.1:1")
    calls: dict[str, Callable[[], Coroutine[Any, Any, object]]] = {
        "publish": lambda: adapter.publish(ACCOUNT, Prepared(outgoing())),
        "revise": lambda: adapter.revise(ACCOUNT, Receipt("1", ""), Prepared(outgoing())),
        "find": lambda: adapter.find(ACCOUNT, "key"),
    }
    try:
        return asyncio.run(calls[call]())
    except NetworkError as error:
        return error


# promise D9
@settings(max_examples=150, deadline=None)
@given(
    status=st.integers(100, 599),
    body=BODIES,
    wait=WAITS,
    call=st.sampled_from(["publish", "revise", "find"]),
)
def test_nothing_but_the_words_of_the_contract(status: int, body: bytes, wait: str | None, call: str) -> None:
    headers = {} if wait is None else {"Retry-After": wait}
    said = said_by(Response(status, headers, body, "http://x.example"), call)
    if isinstance(said, Receipt):
        assert 200 <= status < 300
        assert said.remote_id
        assert isinstance(said.url, str)
    elif said is None:
        assert (call, status // 100) == ("find", 2)
    else:
        assert isinstance(said, NetworkError)
        assert str(said)
