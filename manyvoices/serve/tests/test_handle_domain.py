"""A brand's handle domain through the real front and the real pages: found there, and nothing else is answered."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from manyvoices.activitypub.tests.test_actor import HERE
from manyvoices.federation.tests.neighbours import with_key
from manyvoices.people.actions.set_handle_domain import set_handle_domain
from manyvoices.serve.asgi import Message, Scope
from manyvoices.serve.bridge import Bridge
from manyvoices.serve.front import Front
from manyvoices.serve.hosts import names_of
from tests.cast import Cast

BRAND = "northlight.example"


@pytest.fixture(autouse=True)
def _the_connection_stays() -> Iterator[None]:
    """A request that ends closes old connections; here it is the test's own, with all it wrote."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


class InThisThread(Bridge):
    """The same bridge, asking in the test's own thread: its transaction is seen by nobody else."""

    async def _in_thread(self, function: Any, *arguments: Any) -> Any:
        return function(*arguments)


def ask(path: str, host: str) -> tuple[int, bytes]:
    front = Front(InThisThread(get_wsgi_application()), mounts={}, hosts=names_of(HERE))
    plain, _, query = path.partition("?")
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "scheme": "https",
        "http_version": "1.1",
        "path": plain,
        "raw_path": plain.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", host.encode())],
        "client": ("192.0.2.1", 4711),
    }
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    # Nothing here waits, so no event loop is needed: one would see another connection to the database.
    with pytest.raises(StopIteration):
        front(scope, receive, send).__await__().__next__()
    start, *bodies = sent
    return start["status"], b"".join(message["body"] for message in bodies)


# promise G11
def test_webfinger_answers_under_the_domain_of_a_brand(cast: Cast) -> None:
    voice = with_key(cast.bo_voice)
    question = f"/.well-known/webfinger?resource=acct:bo@{BRAND}"
    assert ask(question, BRAND)[0] == 404
    set_handle_domain(actor=cast.ada, brand=cast.brand, domain=BRAND)
    status, body = ask(question, BRAND)
    assert (status, json.loads(body)["subject"]) == (200, f"acct:bo@{BRAND}")
    assert json.loads(body)["links"][0]["href"] == f"{HERE}/actors/{voice.pk}"
    assert ask(question, "voices.example") == (status, body)
    assert ask(f"/.well-known/webfinger?resource=acct:bo@{BRAND.upper()}.", BRAND)[0] == 200
    for path in ("/", "/@bo", f"/actors/{voice.pk}", "/inbox", "/sign-in", "/.well-knownx"):
        assert ask(path, BRAND)[0] == 421, path
    assert ask("/@bo", "voices.example")[0] == 200
