"""Ties a child process to the supervisor: when the supervisor is gone, however it went, the child stops too.

The supervisor holds the other end of the child's standard input and never writes. The end of that pipe is the
one sign that also comes after `kill -9`, on every Unix.
"""

import os
import signal
import sys
import threading


def end_with_supervisor() -> None:
    """Watch the supervisor from a thread of its own and send SIGTERM to this process at its end.

    Does nothing at a terminal: a person who starts the process by hand is no supervisor.
    """
    if not sys.stdin.isatty():
        threading.Thread(target=_wait, name="lifeline", daemon=True).start()


def _wait() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
