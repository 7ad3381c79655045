"""Show every setting with its value and meaning; secrets are masked."""

import argparse
import json
import re

from manyvoices.config import Config, names
from manyvoices.shell.opening import settings

SECRET = {"MANYVOICES_SECRET_KEY", "MANYVOICES_ENCRYPTION_KEYS"}
MASK = "•••"
# The password of an address: scheme://user:password@host
_PASSWORD = re.compile(r"(?<=://)([^:@/]*):[^@]*@")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="one JSON object: name to value")


def run(arguments: argparse.Namespace) -> int:
    """Print the settings."""
    shown = {name: masked(name, value_of(settings(), name)) for name in names()}
    if arguments.json:
        print(json.dumps(shown, indent=2))
        return 0
    for name, meaning in names().items():
        print(f"{name}={shown[name]}\n    {meaning}")
    return 0


def value_of(config: Config, name: str) -> str:
    """The value in use, as it would be written into the environment."""
    return str(getattr(config, name.removeprefix("MANYVOICES_").lower()))


def masked(name: str, value: str) -> str:
    """The value without anything that opens a door."""
    if name in SECRET:
        return MASK if value else ""
    return _PASSWORD.sub(rf"\1:{MASK}@", value)
