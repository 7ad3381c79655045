"""A child ends with its supervisor, also when the supervisor has no time to say so."""

import signal
import subprocess
import sys

from manyvoices.serve.lifeline import GO

CHILD = """
import signal
from manyvoices.serve.lifeline import end_with_supervisor
may_go = end_with_supervisor()
print("waiting", may_go.is_set(), flush=True)
may_go.wait()
print("going", flush=True)
signal.pause()
"""


def test_a_child_waits_for_its_supervisor_and_ends_with_it() -> None:
    command = [sys.executable, "-c", CHILD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline() == b"waiting False\n"
        child.stdin.write(GO)
        child.stdin.flush()
        assert child.stdout.readline() == b"going\n"
        assert child.poll() is None
        child.stdin.close()
        assert child.wait(20) == -signal.SIGTERM
