"""One POST to one inbox: signed, and signed the other way when the first way is not understood."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from manyvoices.core import clock
from manyvoices.core.http import Client, HttpError, Refused, Response
from manyvoices.core.work import Again, Answer, Dead, Done
from manyvoices.core.work.pacing import back_off
from manyvoices.federation import signatures
from manyvoices.federation.models import Dispatch
from manyvoices.federation.rendering.discovery import ACTIVITY
from manyvoices.federation.verdicts import after_answer, later
from manyvoices.federation.work.letters import Letter, Letters

log = structlog.get_logger()

DEADLINE = 15.0  # seconds for one try, name look-up included
LARGEST_ANSWER = 65_536
NOT_UNDERSTOOD = frozenset({400, 401})
OTHER: dict[signatures.Scheme, signatures.Scheme] = {"cavage": "rfc9421", "rfc9421": "cavage"}
MOST_REMEMBERED = 10_000
HEADERS = {"Content-Type": ACTIVITY}
# A signature takes a third of a millisecond of computing, in which the event loop would stand still; the computing lets
# other threads run, the walk to a thread does not. So a thread signs many at a time.
SIGNERS, SIGNED_AT_ONCE = 2, 16
# What waited longer for its turn is signed anew: some servers read the date strictly.
FRESH = timedelta(seconds=10)


@dataclass(frozen=True)
class Outcome:
    """What became of a row, and whether its server answered at all (None: it was not asked)."""

    row: Dispatch
    answer: Answer
    answered: bool | None


@dataclass(frozen=True)
class Signed:
    """A letter with the headers to send it with."""

    letter: Letter
    scheme: signatures.Scheme
    headers: dict[str, str]
    at: datetime


Sealed = Signed | Exception


class Post:
    """Posts letters and remembers, while the process lives, which servers read RFC 9421 alone."""

    def __init__(self) -> None:
        self._schemes: dict[str, signatures.Scheme] = {}
        self._threads = ThreadPoolExecutor(SIGNERS, thread_name_prefix="signing")

    def sealed(self, rows: Sequence[Dispatch]) -> "dict[int, asyncio.Future[dict[int, Sealed]]]":
        """Where the letters of `rows` will be, each with those it is signed together with."""
        loop, letters = asyncio.get_running_loop(), Letters()
        found = {}
        for first in range(0, len(rows), SIGNED_AT_ONCE):
            chunk = rows[first : first + SIGNED_AT_ONCE]
            signing = loop.run_in_executor(self._threads, self._seal, chunk, letters)
            found.update(dict.fromkeys([row.pk for row in chunk], signing))
        return found

    async def deliver(
        self, row: Dispatch, http: Client, sealing: "asyncio.Future[dict[int, Sealed]] | None" = None
    ) -> Outcome:
        """The outcome of one try. Whatever goes wrong with this row stays with this row."""
        try:
            sealed = await (sealing or self.sealed([row])[row.pk])
            response = await self._knock(sealed[row.pk], row.domain, http)
        except HttpError as error:
            return _without_answer(row, error, clock.now() - row.made_at)
        except Exception as error:
            log.exception("a dispatch could not be made ready", dispatch=row.pk)
            because, age = f"{type(error).__name__}: {error}", clock.now() - row.made_at
            return Outcome(row, later(back_off(row.attempts), because, age=age), None)
        now = clock.now()
        answer = after_answer(
            response.status, response.headers, attempts=row.attempts, age=now - row.made_at, now=now
        )
        return Outcome(row, answer, response.status < 500)

    def _seal(self, rows: Sequence[Dispatch], letters: Letters) -> dict[int, Sealed]:
        return {row.pk: self._seal_one(row, letters) for row in rows}

    def _seal_one(self, row: Dispatch, letters: Letters) -> Sealed:
        try:
            return _signed(letters.letter(row), self._schemes.get(row.domain, "cavage"))
        except Exception as error:
            return error

    async def _knock(self, sealed: Sealed, domain: str, http: Client) -> Response:
        if isinstance(sealed, Exception):
            raise sealed
        if clock.now() - sealed.at > FRESH:
            sealed = await asyncio.to_thread(_signed, sealed.letter, sealed.scheme)
        response = await _post(sealed, http)
        if response.status in NOT_UNDERSTOOD:
            other = OTHER[sealed.scheme]
            response = await _post(await asyncio.to_thread(_signed, sealed.letter, other), http)
            if response.status < 300 and len(self._schemes) < MOST_REMEMBERED:
                self._schemes[domain] = other
        return response


def _signed(sent: Letter, scheme: signatures.Scheme) -> Signed:
    now = clock.now()
    headers = signatures.sign(
        scheme=scheme,
        method="POST",
        url=sent.url,
        body=sent.body,
        key_id=sent.key_id,
        private_key_pem=sent.private_pem,
        now=now,
        headers=HEADERS,
    )
    return Signed(sent, scheme, HEADERS | headers, now)


async def _post(signed: Signed, http: Client) -> Response:
    return await http.request(
        "POST",
        signed.letter.url,
        headers=signed.headers,
        body=signed.letter.body,
        deadline=DEADLINE,
        max_bytes=LARGEST_ANSWER,
    )


def _without_answer(row: Dispatch, error: HttpError, age: timedelta) -> Outcome:
    if isinstance(error, Refused):
        return Outcome(row, Dead(error.reason), None)
    if error.status is not None and 200 <= error.status < 300:
        return Outcome(row, Done(), True)  # it was accepted; only the words around it could not be read
    return Outcome(row, later(back_off(row.attempts), error.reason, age=age), False)


def not_asked(row: Dispatch) -> Outcome:
    """The outcome of a row whose server had just failed to answer another one."""
    return Outcome(row, Again(back_off(row.attempts), "waits: its server did not answer"), None)
