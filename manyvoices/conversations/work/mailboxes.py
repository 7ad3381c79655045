"""Mailboxes of units: each is looked at again and again, and what is new is stored with the place to go on."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db.models import QuerySet

from manyvoices.conversations.actions.store_letters import Broken, store_letters
from manyvoices.conversations.letters import BadLetter, read_letter
from manyvoices.conversations.models import Intake, IntakeKind
from manyvoices.core import clock
from manyvoices.core.mail import MailTrouble
from manyvoices.core.mail.mailbox import Fetched, Look, Mailbox, Place, look
from manyvoices.core.work import Again, Answer, Kind, Tools
from manyvoices.core.work.pacing import back_off
from manyvoices.networks.contract import Arrived
from manyvoices.notifications.queries import mail_server

log = structlog.get_logger()

LOOK_EVERY = timedelta(seconds=30)
LONGEST_REST = timedelta(hours=1)
LONGEST_WAIT = 600.0  # seconds: a server that is away is asked again after ten minutes at the latest
# Letters numbered anew are read again from so long before the last look.
BEFORE = timedelta(days=2)


class Mailboxes(Kind[Intake]):
    """One row a mailbox, due again and again. Its cursor is saved with what was stored up to it, never before."""

    model = Intake
    limit = 4
    parallel = 2
    lease = timedelta(minutes=5)

    def takeable(self, now: datetime) -> "QuerySet[Intake]":
        """Mailboxes that are open."""
        return super().takeable(now).filter(kind=IntakeKind.EMAIL, ended_at=None)

    async def handle(self, rows: Sequence[Intake], tools: Tools) -> Mapping[Any, Answer]:
        """Each on its own, all at once; none takes longer than its deadline."""
        if settings.CONFIG.demo:  # nothing of a demo reaches anybody
            return {row.pk: Again(LONGEST_REST, "a demo reads no mailbox") for row in rows}
        ours = await tools.db(our_addresses)
        answers = await asyncio.gather(*(_look(row, ours, tools) for row in rows))
        return {row.pk: answer for row, answer in zip(rows, answers, strict=True)}


def our_addresses() -> frozenset[str]:
    """The addresses from which we write ourselves, and those we read: a letter from there came back."""
    read = Intake.objects.filter(kind=IntakeKind.EMAIL, ended_at=None).values_list("mailbox", flat=True)
    server = mail_server()
    sends = {server.from_address.lower()} if server is not None else set()
    return frozenset(sends | {str(box.get("address", "")) for box in read} - {""})


async def _look(row: Intake, ours: frozenset[str], tools: Tools) -> Answer:
    began, before = clock.now(), _place(row.cursor)
    since = (row.checked_at or row.made_at) - BEFORE
    try:
        seen = await asyncio.to_thread(look, _mailbox(row), before, since.date())
        letters, broken = await asyncio.to_thread(read_all, seen, began, ours)
        await tools.db(
            store_letters,
            intake=row.pk,
            cursor=row.cursor,
            following=f"{seen.place.validity}:{seen.place.uid}",
            letters=letters,
            broken=broken,
            asked_at=began,
            renumbered=seen.renumbered,
        )
    except MailTrouble as trouble:
        return await tools.db(_failed, row, f"{trouble.trouble}: {trouble.answer}".rstrip(": "))
    except Exception as error:
        log.exception("a mailbox could not be taken in", intake=row.pk)
        return await tools.db(_failed, row, f"{type(error).__name__}: {error}")
    return Again(timedelta(0) if seen.more else LOOK_EVERY)


def read_all(seen: Look, now: datetime, ours: frozenset[str]) -> tuple[list[Arrived], list[Broken]]:
    """What the letters say, and which cannot be read. Touches no database."""
    letters, broken = [], []
    for one in seen.letters:
        try:
            letters.append(read_letter(one.raw, now, ours))
        except BadLetter as bad:
            broken.append(Broken(_numbered(seen.place, one), str(bad)))
    return letters, broken


def _numbered(place: Place, one: Fetched) -> str:
    return f"letter {place.validity}:{one.uid}"


def _place(cursor: str) -> Place | None:
    validity, _, uid = cursor.partition(":")
    return Place(int(validity), int(uid)) if validity.isdigit() and uid.isdigit() else None


def _mailbox(row: Intake) -> Mailbox:
    box = row.mailbox
    return Mailbox(
        host=box["host"],
        port=box["port"],
        security=box["security"],
        user=box["user"],
        password=row.secret,
        folder=box["folder"],
    )


def _failed(row: Intake, because: str) -> Answer:
    Intake.objects.filter(pk=row.pk, failing_since=None).update(failing_since=clock.now())
    return Again(back_off(row.attempts, longest=LONGEST_WAIT), because)


KIND = Mailboxes()
