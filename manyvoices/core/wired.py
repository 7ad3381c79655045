"""Loads what `wiring` names, once, so that a lower layer can call what it must not import."""

from functools import cache
from typing import Any

from django.utils.module_loading import import_string


@cache
def wired(path: str) -> Any:
    """The object at a dotted path. Raises ImportError when the wiring names something that is not there."""
    return import_string(path)
