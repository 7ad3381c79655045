"""Imports of messages: looked at first, written after a yes; in short transactions, so that nobody waits."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.store_elsewhere import store_elsewhere
from manyvoices.conversations.importing.lines import BadLine, read_line
from manyvoices.conversations.intakes import IMPORT
from manyvoices.conversations.message_imports import held_import
from manyvoices.conversations.models import Message, MessageImport, MessageLine
from manyvoices.core import clock
from manyvoices.core.updating import update_each
from manyvoices.core.work import Again, Answer, Kind, Tools
from manyvoices.core.zones import known_zones
from manyvoices.networks.contract import Arrived
from manyvoices.people.queries import setting

TURN = 5.0  # seconds until the claim is renewed, far below its lease
LOOKED_AT = 250
# About a twentieth of a second in one transaction: on SQLite the web waits for its end.
WRITTEN = 25


class MessageImports(Kind[MessageImport]):
    """Killed at any moment it goes on where the last committed chunk ended: each line knows its message."""

    model = MessageImport
    limit = 1

    async def handle(self, rows: Sequence[MessageImport], tools: Tools) -> Mapping[Any, Answer]:
        """Chunk after chunk for a while; an import that rests or ended has recorded that itself."""
        answers: dict[Any, Answer] = {}
        for row in rows:
            end = time.monotonic() + TURN
            while not await tools.db(go_on, row, tools.worker):
                if time.monotonic() > end:
                    answers[row.pk] = Again(timedelta(0))
                    break
        return answers


@transaction.atomic
def go_on(row: MessageImport, worker: int) -> bool:
    """One chunk of what is next; True when the import has nothing more to do for now."""
    one, now = held_import(row), clock.now()
    if one.taken_by != worker:
        return True
    if one.cancelled_at:
        return _rest(one)
    with translation.override(one.started_by.language or settings.LANGUAGE_CODE):
        if one.confirmed_at:
            return not write_some(one, now) and _rest(one, done_at=now)
        return not look_at_some(one, now) and _rest(one, checked_at=now)


def look_at_some(one: MessageImport, now: datetime) -> int:
    """Looks at the next lines and returns how many; 0 when all are."""
    rows = list(MessageLine.objects.filter(of=one).order_by("number")[one.checked : one.checked + LOOKED_AT])
    zone = _zone(one)
    changed = [line for line in rows if not line.is_broken and _is_wrong(line, one, zone, now)]
    update_each(changed, ["problem"])
    MessageImport.objects.filter(pk=one.pk).update(checked=one.checked + len(rows))
    return len(rows)


def write_some(one: MessageImport, now: datetime) -> int:
    """Writes the next lines and returns how many it dealt with; 0 when all are."""
    undone = MessageLine.objects.filter(of=one, message=None, problem="").order_by("number")
    rows, said, zone = list(undone[:WRITTEN]), dict[int, Arrived](), _zone(one)
    for line in rows:
        # Right when it was looked at; the unit may have another clock since.
        if not _is_wrong(line, one, zone, now):
            arrived = read_line(line.read, one.columns, unit=one.unit_id, zone=zone, now=now)
            said[line.pk] = replace(arrived, wants_nothing=one.is_history)
    store_elsewhere(unit=one.unit, network=IMPORT, arrived=list(said.values()), now=now)
    names = {arrived.remote_id for arrived in said.values()}
    found = Message.objects.filter(network=IMPORT, remote_id__in=names)
    by_name = {message.remote_id: message for message in found}
    for line in rows:
        if line.pk in said:
            line.message = by_name.get(said[line.pk].remote_id)
            line.problem = "" if line.message else _("It was taken back where it was said.")
            # Its words stand in the message now.
            line.read = {}
    update_each(rows, ["message", "problem", "read"])
    wrote = sum(line.message is not None for line in rows)
    MessageImport.objects.filter(pk=one.pk).update(written=one.written + wrote)
    return len(rows)


def _is_wrong(line: MessageLine, one: MessageImport, zone: ZoneInfo, now: datetime) -> bool:
    """Whether it cannot be written; the line says why."""
    try:
        read_line(line.read, one.columns, unit=one.unit_id, zone=zone, now=now)
    except BadLine as bad:
        line.problem = str(bad)[:300]
        return True
    return False


def _zone(one: MessageImport) -> ZoneInfo:
    name = str(setting(one.unit_id, "time_zone"))
    return ZoneInfo(name if name in known_zones() else "UTC")


def _rest(one: MessageImport, **said: Any) -> bool:
    rows = MessageImport.objects.filter(pk=one.pk)
    rows.update(due_at=None, taken_by=None, taken_until=None, attempts=0, last_error="", **said)
    return True


KIND = MessageImports()
