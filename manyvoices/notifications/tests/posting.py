"""Letters of the tests: a mail server on loopback that is set up, and the worker's turn with them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from manyvoices.core import clock
from manyvoices.core.mail import send
from manyvoices.core.mail.tests.post_office import PostOffice, running
from manyvoices.core.work.claiming import claim, record
from manyvoices.core.work.kinds import Answer
from manyvoices.notifications.models import MailServer
from manyvoices.notifications.work.letters import KIND, pack, put_down

WORKER = 7


def set_up(port: int = 2525, **fields: Any) -> MailServer:
    """A mail server on this machine."""
    given = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "from_address": "voices@northlight.example",
    }
    return MailServer.objects.create(**{**given, **fields}, from_name="Northlight", changed_at=clock.now())


@contextmanager
def office(**misbehaving: Any) -> Iterator[PostOffice]:
    """An open office that is set up as our mail server."""
    with running(PostOffice(**misbehaving)) as opened:
        MailServer.objects.all().delete()
        set_up(opened.port)
        yield opened


def work_once(later: timedelta = timedelta()) -> int:
    """One batch as the worker takes it, `later` than now; how many letters it had in hand.

    The database is asked in this thread, where the test's transaction is; only the sending is elsewhere.
    """
    now = clock.now() + later
    rows = claim(KIND, WORKER, KIND.limit, now)
    bag = pack(rows)
    answers: dict[int, Answer] = dict(bag.answers)
    if bag.server is not None and bag.mails:
        mails = [mail for _, mail in bag.mails]
        outcomes = asyncio.run(send(bag.server, mails, greets_as="voices.example", deadline=10))
        answers |= put_down([letter for letter, _ in bag.mails], outcomes)
    record(KIND, rows, answers, WORKER, now)
    return len(rows)
