"""Ties a child process to the supervisor: it begins when the supervisor says so and ends when the supervisor does.

The supervisor holds the other end of the child's standard input. One line on it means "go": until then the child
only loads its code, while the supervisor brings the database up to date. The end of the pipe is the one sign that
also comes after `kill -9`, on every Unix.
"""

import os
import signal
import sys
import threading

GO = b"go\n"


def end_with_supervisor() -> threading.Event:
    """Watch the supervisor from a thread; at its end this process gets SIGTERM. Returns the event of its "go".

    At a terminal there is no supervisor: a person started the process by hand, and it may go at once.
    """
    may_go = threading.Event()
    if sys.stdin.isatty():
        may_go.set()
    else:
        threading.Thread(target=_watch, args=[may_go], name="lifeline", daemon=True).start()
    return may_go


def _watch(may_go: threading.Event) -> None:
    while os.read(0, 1024):
        may_go.set()
    os.kill(os.getpid(), signal.SIGTERM)
