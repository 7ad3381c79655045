"""The command `manyvoices`.

Exit codes: 0 done, 1 the answer is no (a check failed, something was left unfinished), 2 wrong use or settings,
3 the machine is in the way (port, folder), 4 the database is.
"""

import argparse
import os
import sys
from importlib import import_module
from typing import NoReturn

from manyvoices import __version__
from manyvoices.shell.problems import FAILED, USAGE, Problem

# A table and no imports: `--help` and a misspelt command must answer at once.
COMMANDS = {
    "up": "start web and worker (what ./run does alone)",
    "demo": "look around in a fictitious railway",
    "check": "look for problems, one line each",
    "doctor": "examine everything an installation stands on, and say what to do",
    "admin": "let an administrator in without a browser",
    "pause": "stop promotional posts, or let them flow again: on, off, status",
    "queue": "show what waits to leave, by channel and state",
    "backup": "write one file that holds everything, while it is in use",
    "verify-backup": "say whether a backup is whole, and what it holds",
    "restore": "put a backup in place; it starts paused and sends nothing twice",
    "upgrade": "take a backup, then bring the database up to this version",
    "erase": "erase a person for good",
    "config": "show the settings, secrets masked",
    "promises": "show which test proves which promise",
    "bench": "measure",
    "version": "show the version",
}
# Commands that live above the shell.
ELSEWHERE = {"up": "manyvoices.serve.up", "demo": "manyvoices.serve.demo"}


def main() -> NoReturn:
    """Run one command and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command. Returns the exit code; what went wrong is one sentence on standard error."""
    parser = _parser()
    chosen, rest = _split(arguments)
    if chosen not in COMMANDS:
        parser.parse_args(arguments)  # answers --help and --version, refuses everything else
        parser.print_help()
        return USAGE
    command = import_module(ELSEWHERE.get(chosen, f"manyvoices.shell.commands.{chosen.replace('-', '_')}"))
    own = argparse.ArgumentParser(prog=f"manyvoices {chosen}", description=command.__doc__)
    own.add_argument("--debug", action="store_true", help="show where an error came from")
    command.add_arguments(own)
    return _guarded(command, own.parse_args(rest))


def _guarded(command: object, parsed: argparse.Namespace) -> int:
    try:
        code: int = command.run(parsed)  # type: ignore[attr-defined]
    except Problem as problem:
        if parsed.debug:
            raise
        print(problem, file=sys.stderr)
        return problem.code
    except KeyboardInterrupt:
        return 130  # 128 + SIGINT, as shells count
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if parsed.debug:
            raise
        print(f"Something unexpected happened: {_described(error)}. --debug shows where.", file=sys.stderr)
        return FAILED
    return code


def _described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".strip().rstrip(".:")


def _parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {name:<13} {text}" for name, text in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="manyvoices",
        usage="manyvoices COMMAND [options]",
        description="Many trained, authentic voices instead of one official account.",
        epilog=f"commands:\n{listed}\n\nmanyvoices COMMAND --help says more. Settings are MANYVOICES_* variables.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Manyvoices {__version__}")
    parser.add_argument("command", nargs="?", choices=COMMANDS, help=argparse.SUPPRESS, metavar="COMMAND")
    return parser


def _split(arguments: list[str]) -> tuple[str, list[str]]:
    return (arguments[0], arguments[1:]) if arguments else ("", [])
