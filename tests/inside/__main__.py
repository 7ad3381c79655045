"""`python -m tests.inside`: reads acts as JSON, one a line, does each and answers with a line of JSON.

An act is a function of `tests.inside.acts` or `tests.inside.responders`; it ends with the process that started it.
"""

import json
import os
import sys
import traceback
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import django


def main() -> None:
    """Answer until nobody asks any more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    from django.db import close_old_connections  # noqa: PLC0415 -- models exist only after django.setup()

    from tests.inside import acts, responders  # noqa: PLC0415 -- as above

    for line in sys.stdin:
        close_old_connections()
        order = json.loads(line)
        sys.stdout.write(json.dumps(answer([acts, responders], order)) + "\n")
        sys.stdout.flush()


def answer(places: Sequence[ModuleType], order: dict[str, Any]) -> dict[str, Any]:
    """What the act said, or the trace of its failure."""
    try:
        act = next(found for place in places if (found := getattr(place, order["act"], None)))
        return {"said": act(**order["given"])}
    except Exception:
        return {"failed": traceback.format_exc()}


if __name__ == "__main__":
    main()
