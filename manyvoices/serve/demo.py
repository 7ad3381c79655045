"""Look around in a fictitious railway with twenty-five voices.

Everything is invented, nothing leaves this machine, and no set-up is needed: it prints one link. The demo has its own folder,
database and ports, so that it may run beside a real installation.
"""

import argparse
import os

from manyvoices.serve.children import Child
from manyvoices.serve.supervisor import up
from manyvoices.serve.up import say
from manyvoices.shell.demo_folder import folder_of, move_in, prepare, remove
from manyvoices.shell.opening import program, settings

READY = "manyvoices.serve.demo_start.make_ready"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--port, --fresh, --remove."""
    parser.add_argument(
        "--port", type=_port, help="where to listen, on this machine alone (8000 if it is free)"
    )
    parser.add_argument("--fresh", action="store_true", help="make it anew; what was tried out is lost")
    parser.add_argument("--remove", action="store_true", help="take it away without a trace, and stop")


def run(arguments: argparse.Namespace) -> int:
    """Run the demo until Ctrl+C, or remove it. Raises Problem when the machine does not allow it."""
    os.umask(0o077)
    folder = folder_of(os.environ)
    if arguments.remove:
        was_there = remove(folder)
        say("The demo is removed; nothing of it is left." if was_there else "There is no demo here.")
        return 0
    if arguments.fresh:
        remove(folder)
    mark = prepare(folder, arguments.port)
    move_in(folder, mark, os.environ)
    second = Child("second server", "manyvoices.serve.second_server")
    return up(settings(), say, program(), ready=READY, also=[second])


def _port(text: str) -> int:
    port = int(text) if text.isdigit() else 0
    if not 1024 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1024 to 65535")
    return port
