"""Show what waits to leave, by channel and state; `queue explain ID` tells what happened to one delivery and what comes.

Only what is not finished is listed: queued, sending, checking, held by a pause, overdue, waiting for somebody, failed.
"""

import argparse
import json

from manyvoices.shell.opening import django_ready, settings
from manyvoices.shell.problems import USAGE, Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """explain ID, --limit and --json."""
    parser.add_argument(
        "what", nargs="?", choices=["explain"], help="explain one delivery; without it all are listed"
    )
    parser.add_argument("id", nargs="?", help="the number of the delivery, as its page and the list show it")
    parser.add_argument("--list", action="store_true", help="one line a delivery instead of sums")
    parser.add_argument("--limit", type=int, default=50, help="how many lines at most (50)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    """Print the queue. Raises Problem for a number that is no delivery's."""
    if arguments.what and not (arguments.id or "").isdecimal():
        raise Problem(
            "Give the number of a delivery: queue explain 123. The command queue --list shows them.", USAGE
        )
    if arguments.limit < 1:
        raise Problem("--limit must be 1 or more.", USAGE)
    django_ready(settings())
    from manyvoices.shell import queueing  # noqa: PLC0415 -- models exist only after django.setup()

    if arguments.what:
        lines = queueing.explained(int(arguments.id))
        print(json.dumps({"id": arguments.id, "lines": lines}) if arguments.json else "\n".join(lines))
        return 0
    rows = queueing.each(arguments.limit) if arguments.list else queueing.sums(arguments.limit)
    for row in rows:
        print(json.dumps(row) if arguments.json else queueing.line(row))
    if not rows and not arguments.json:
        print("Nothing waits.")
    return 0
