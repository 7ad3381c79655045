"""What was deleted is also gone from the file: databases keep the bytes of deleted rows until something writes over them."""

from django.db import connection

from manyvoices.core.search import MESSAGES, POSTS


def scour() -> None:
    """Rewrites the database without what was deleted. Others wait for it meanwhile. Not inside a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM")
            return
        # An index of words keeps those of deleted texts until its parts are merged.
        for words in (POSTS, MESSAGES):
            cursor.execute(f'INSERT INTO "{words.table}" ("{words.table}") VALUES (\'optimize\')')  # noqa: S608
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
