"""A child ends with its supervisor, also when the supervisor has no time to say so."""

import signal
import subprocess
import sys

CHILD = """
import signal
from manyvoices.serve.lifeline import end_with_supervisor
end_with_supervisor()
print(1, flush=True)
signal.pause()
"""


def test_a_child_ends_when_the_pipe_to_its_supervisor_breaks() -> None:
    command = [sys.executable, "-c", CHILD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline() == b"1\n"
        assert child.poll() is None
        child.stdin.close()
        assert child.wait(20) == -signal.SIGTERM
