"""The database: it answers, is sound, fits this version, and agrees with the clock, the keys and the media folder."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.encryption import EncryptedField, WrongKey
from manyvoices.core.models import AuditRow
from manyvoices.media.agreement import ASIDE, agreement
from manyvoices.shell.doctor.finding import Finding, bad, ok, warn
from manyvoices.shell.problems import Problem
from manyvoices.shell.tables import look_at_migrations, pending

APART = timedelta(seconds=5)


def examine(config: Config) -> Iterator[Finding]:
    """Findings about the database; ends at the first that hides those behind it."""
    try:
        waiting = pending(look_at_migrations())
    except Problem as problem:
        yield bad("database", str(problem), "")
        return
    yield _sound()
    if waiting:
        yield bad(
            "tables",
            f"{len(waiting)} migrations are not applied.",
            "Run the command upgrade, or start Manyvoices.",
        )
        return
    yield ok("tables", "They fit this version.")
    yield _clock()
    yield _keys()
    yield from _media(config)


def _sound() -> Finding:
    if connection.vendor == "postgresql":
        return ok("database", f"PostgreSQL {_asked('SHOW server_version')} answers.")
    try:
        wrong = str(_asked("PRAGMA quick_check(1)")).replace("ok", "")
    except DatabaseError as error:
        wrong = str(error)
    if wrong:
        return bad(
            "database", f"The file is damaged: {wrong}.", "Stop Manyvoices and restore the last backup."
        )
    return ok("database", "The SQLite file is sound.")


def _clock() -> Finding:
    now = clock.now()
    if connection.vendor == "postgresql":
        apart = abs(_asked("SELECT clock_timestamp()") - now)
        if apart > APART:
            seconds = int(apart.total_seconds())
            return bad(
                "clock",
                f"This machine and the database are {seconds} s apart.",
                "Let both follow a time server.",
            )
    newest = AuditRow.objects.order_by("-at").values_list("at", flat=True).first()
    if newest is not None and newest - now > timedelta(minutes=1):
        return bad(
            "clock",
            f"The record holds something from {newest:%Y-%m-%d %H:%M} UTC, which is still to come: the clock was wrong "
            "then or is wrong now.",
            "Let the machine follow a time server. What is planned leaves by this clock.",
        )
    return ok("clock", f"It is {now:%Y-%m-%d %H:%M:%S} UTC.")


def _keys() -> Finding:
    """One value of each encrypted column is read: enough to know the key."""
    for model in apps.get_models():
        for field in (one for one in model._meta.fields if isinstance(one, EncryptedField)):
            try:
                model._default_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True).first()
            except WrongKey as wrong:
                return bad("keys fit", str(wrong), "")
    return ok("keys fit", "What is encrypted can be read.")


def _media(config: Config) -> Iterator[Finding]:
    found = agreement()
    if found.missing:
        names = ", ".join(found.missing[:3])
        yield bad(
            "media",
            f"{len(found.missing)} files are gone: {names} …",
            "Take them from a backup's folder data/media.",
        )
    if found.orphans:
        yield warn(
            "media",
            f"{len(found.orphans)} files belong to nothing.",
            f"doctor --mend moves them to {config.data_dir / ASIDE}.",
        )
    if not found.missing and not found.orphans:
        yield ok("media", "Every file has its row, every row its file.")


def _asked(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]
