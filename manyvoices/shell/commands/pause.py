"""Stop promotional posts, or let them flow again. Works while the web is down.

`on` places a pause for the whole organisation and waits until nothing it covers can still arrive anywhere. `off`
lifts every standing pause of the whole organisation; nothing that was held leaves by itself.
"""

import argparse

from manyvoices.shell.opening import django_ready, settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """on | off | status, and why."""
    parser.add_argument("what", choices=["on", "off", "status"])
    parser.add_argument("--reason", default="", help="why, for everybody who planned a post (needed for on)")
    parser.add_argument("--all-but-crisis", action="store_true", help="stop answers and service posts too")
    parser.add_argument("--wait", type=float, default=60.0, help="seconds to wait for the confirmation")
    parser.add_argument("--json", action="store_true", help="one JSON object a pause")


def run(arguments: argparse.Namespace) -> int:
    """Returns 1 when a pause stands that is not confirmed."""
    django_ready(settings())
    from manyvoices.shell import pausing  # noqa: PLC0415 -- models exist only after django.setup()

    if arguments.what == "on":
        pausing.on(arguments.reason, all_but_crisis=arguments.all_but_crisis)
    if arguments.what == "off":
        pausing.off(arguments.reason)
    confirmed = pausing.wait_for_confirmation(arguments.wait if arguments.what == "on" else 0.0)
    for line in pausing.lines(json=arguments.json):
        print(line)
    return 0 if confirmed else 1
