"""Addresses that open a door once: no log line repeats them."""

import logging
import re
from typing import Any

# What comes before the token in manyvoices.web's addresses; tests/house/test_secret_paths.py compares the two.
PLACES = ("calendar/feed", "demo", "heard", "invitation", "setup", "sign-in/link", "sign-in/new-password")
_TOKEN = re.compile(rf"/({'|'.join(PLACES)})/[^\s/?#'\"]+")


class WithoutTokens(logging.Filter):
    """Django logs the path of every answer from 400 on, and of every form it refuses: here without the token."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True; what the line says is changed."""
        record.msg = hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(hidden(said) for said in record.args)
        return True


def hidden(said: Any) -> Any:
    """The text with each token replaced; anything else as it is."""
    return _TOKEN.sub(r"/\1/…", said) if isinstance(said, str) else said
