"""The limit of ingesting: the same texts read by triage, and as many bare rows written, a hundred messages a commit."""

import time
from collections.abc import Sequence

from django.db import connection, transaction

from manyvoices.bench.apart.processes import Usage
from manyvoices.conversations.triaging import cold_many, subjects
from manyvoices.core.ids import new_id

A_COMMIT = 100
# Contact, identity, conversation, message, triage, promise, assignment and two lines of history.
ROWS = 9
INSERT = "INSERT INTO bench_limit (id, text, moment) VALUES (%s, %s, %s)"


def bare(texts: Sequence[str]) -> Usage:
    """What that takes, without any rule, any question and any index but the key."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_limit (id BIGINT PRIMARY KEY, text TEXT, moment BIGINT)")
    known = subjects().topics
    began, used = time.monotonic(), time.process_time()
    for first in range(0, len(texts), A_COMMIT):
        some = texts[first : first + A_COMMIT]
        cold_many(some, known)
        rows = [(new_id(), text, first) for text in some for _ in range(ROWS)]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(INSERT, rows)
    return Usage(len(texts), time.monotonic() - began, time.process_time() - used)
