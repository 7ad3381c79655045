"""Connections that outlive a request: given up when they broke or grew old."""

from django.db import close_old_connections, connection


def leave_old_connections() -> None:
    """Gives up this thread's connection where it is of no use any more; never in the middle of a transaction."""
    if not connection.in_atomic_block:
        close_old_connections()
