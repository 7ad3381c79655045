"""One POST to one inbox: signed, and signed the other way when the first way is not understood."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import structlog

from manyvoices.core import clock
from manyvoices.core.http import Client, HttpError, Refused, Response
from manyvoices.core.work import Again, Answer, Dead, Done
from manyvoices.core.work.pacing import back_off
from manyvoices.federation import signatures
from manyvoices.federation.models import Dispatch
from manyvoices.federation.rendering.discovery import ACTIVITY
from manyvoices.federation.verdicts import after_answer, later
from manyvoices.federation.work.letters import Letter, letter

log = structlog.get_logger()

DEADLINE = 15.0  # seconds for one try, name look-up included
LARGEST_ANSWER = 65_536
NOT_UNDERSTOOD = frozenset({400, 401})
OTHER: dict[signatures.Scheme, signatures.Scheme] = {"cavage": "rfc9421", "rfc9421": "cavage"}
MOST_REMEMBERED = 10_000


@dataclass(frozen=True)
class Outcome:
    """What became of a row, and whether its server answered at all (None: it was not asked)."""

    pk: int
    answer: Answer
    answered: bool | None


class Post:
    """Posts letters and remembers, while the process lives, which servers read RFC 9421 alone."""

    def __init__(self) -> None:
        self._schemes: dict[str, signatures.Scheme] = {}

    async def deliver(self, row: Dispatch, http: Client) -> Outcome:
        """The outcome of one try. Whatever goes wrong with this row stays with this row."""
        age = clock.now() - row.made_at
        try:
            response = await self._knock(letter(row), row.domain, http)
        except HttpError as error:
            return _without_answer(row, error, age)
        except Exception as error:
            log.exception("a dispatch could not be made ready", dispatch=row.pk)
            return Outcome(
                row.pk, later(back_off(row.attempts), f"{type(error).__name__}: {error}", age=age), None
            )
        answer = after_answer(
            response.status, response.headers, attempts=row.attempts, age=age, now=clock.now()
        )
        return Outcome(row.pk, answer, response.status < 500)

    async def _knock(self, sent: Letter, domain: str, http: Client) -> Response:
        scheme = self._schemes.get(domain, "cavage")
        response = await _post(sent, scheme, http)
        if response.status in NOT_UNDERSTOOD:
            response = await _post(sent, OTHER[scheme], http)
            if response.status < 300 and len(self._schemes) < MOST_REMEMBERED:
                self._schemes[domain] = OTHER[scheme]
        return response


async def _post(sent: Letter, scheme: signatures.Scheme, http: Client) -> Response:
    headers = {"Content-Type": ACTIVITY}
    # A signature takes half a millisecond of computing, in which the event loop would stand still.
    signed = await asyncio.to_thread(
        signatures.sign,
        scheme=scheme,
        method="POST",
        url=sent.url,
        body=sent.body,
        key_id=sent.key_id,
        private_key_pem=sent.private_pem,
        now=clock.now(),
        headers=headers,
    )
    return await http.request(
        "POST",
        sent.url,
        headers={**headers, **signed},
        body=sent.body,
        deadline=DEADLINE,
        max_bytes=LARGEST_ANSWER,
    )


def _without_answer(row: Dispatch, error: HttpError, age: timedelta) -> Outcome:
    if isinstance(error, Refused):
        return Outcome(row.pk, Dead(error.reason), None)
    if error.status is not None and 200 <= error.status < 300:
        return Outcome(row.pk, Done(), True)  # it was accepted; only the words around it could not be read
    return Outcome(row.pk, later(back_off(row.attempts), error.reason, age=age), False)


def not_asked(row: Dispatch) -> Outcome:
    """The outcome of a row whose server had just failed to answer another one."""
    return Outcome(row.pk, Again(back_off(row.attempts), "waits: its server did not answer"), None)
