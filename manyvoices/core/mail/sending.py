"""Several letters on one connection, all of it within one deadline."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from manyvoices.core import clock
from manyvoices.core.mail.dialing import Found, find
from manyvoices.core.mail.message import Mail
from manyvoices.core.mail.server import Server
from manyvoices.core.mail.session import Session
from manyvoices.core.mail.troubles import MailTrouble, Trouble

DEADLINE = 45.0  # seconds for the look-up, the conversation and every letter of a batch together
LOOKUP_SECONDS = 10.0
# Own threads: a dead name server holds one for up to half a minute.
_LOOKUPS = ThreadPoolExecutor(2, thread_name_prefix="mail-lookup")


@dataclass(frozen=True)
class Outcome:
    """What became of one letter. `trouble` None: the server took it, with the words of `answer`."""

    answer: str
    trouble: Trouble | None = None
    is_final: bool = False


async def send(
    server: Server, mails: Sequence[Mail], *, greets_as: str, deadline: float = DEADLINE
) -> list[Outcome]:
    """One outcome a letter, in order, within `deadline` seconds. Never raises for what a server does."""
    until = clock.elapsed() + deadline
    loop = asyncio.get_running_loop()
    looking = loop.run_in_executor(_LOOKUPS, find, server.host, server.port)
    try:
        found = await asyncio.wait_for(looking, min(LOOKUP_SECONDS, deadline))
    except TimeoutError:
        return [_failed(MailTrouble(Trouble.NAME, "no answer from the name server"))] * len(mails)
    except MailTrouble as trouble:
        return [_failed(trouble)] * len(mails)
    return await asyncio.to_thread(_hand_over, server, mails, found, greets_as, until)


def _hand_over(
    server: Server, mails: Sequence[Mail], found: Sequence[Found], greets_as: str, until: float
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    try:
        with Session(server, found, greets_as=greets_as, until=until) as session:
            for mail in mails:
                outcomes.append(_one(session, mail))
                if outcomes[-1].trouble is not None and mail is not mails[-1]:
                    session.forget()
    except MailTrouble as trouble:
        return outcomes + [_failed(trouble)] * (len(mails) - len(outcomes))
    return outcomes


def _one(session: Session, mail: Mail) -> Outcome:
    try:
        return Outcome(session.hand_over(mail))
    except MailTrouble as trouble:
        return _failed(trouble)


def _failed(trouble: MailTrouble) -> Outcome:
    return Outcome(trouble.answer, trouble.trouble, trouble.is_final)
