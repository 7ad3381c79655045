"""JSON from strangers: everything that could hurt is refused before anything is built from it.

`json.loads` accepts NaN, duplicate keys, NUL characters and lone surrogates, and recurses as deep as the
sender likes. A signed document with two "actor" keys means one thing to us and another to the next server;
PostgreSQL refuses NUL; deep nesting exhausts the stack. Source: RFC 8259 sections 4, 8 and 9.
"""

import json
import math
import re
from typing import Any, NoReturn

_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_INTEGER_DIGITS = 19
_BIGGEST_INTEGER = 2**63 - 1


class BadJson(ValueError):
    """A document we do not read. `reason` is a stable code, the message a sentence for a person."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class TooLarge(BadJson):
    """The document has more bytes than we read (an HTTP 413, where every other `BadJson` is a 400)."""


def parse(
    raw: bytes, *, max_bytes: int = 1_048_576, max_depth: int = 64, max_items: int = 1_000
) -> dict[str, Any] | list[Any]:
    """Return the object or array in `raw`, its strings free of NUL and lone surrogates.

    Refused with `TooLarge`: over `max_bytes` (reason `too-large`). Refused with `BadJson`: nesting beyond
    `max_depth` (`too-deep`), an object or array of more than `max_items` members (`too-many-items`), invalid
    UTF-8 (`bad-utf8`), a key given twice, also where two keys differ only in stripped characters
    (`duplicate-key`), NaN, Infinity or a number outside 64 bits (`bad-number`), other syntax errors
    (`bad-syntax`), and a top level that is neither object nor array (`not-a-document`).
    """
    if len(raw) > max_bytes:
        raise TooLarge("too-large", f"The document has {len(raw)} bytes; at most {max_bytes} are read.")
    _refuse_deep(raw, max_depth)
    document = _load(raw, max_items)
    if not isinstance(document, dict | list):
        raise BadJson("not-a-document", "The document is a bare value; send a JSON object or array.")
    cleaned: dict[str, Any] | list[Any] = _clean(document, max_items)
    return cleaned


def _refuse_deep(raw: bytes, max_depth: int) -> None:
    """Count brackets outside strings. Runs before `json.loads`, which recurses once for each level."""
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(raw):
        first = found.group()[:1]
        if first in b"[{":
            depth += 1
            if depth > max_depth:
                raise BadJson("too-deep", f"The document is nested deeper than {max_depth} levels.")
        elif first in b"]}":
            depth -= 1


def _load(raw: bytes, max_items: int) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return _unique(pairs, max_items)

    try:
        # Decoded here, because json.loads(bytes) would also guess UTF-16 and UTF-32.
        text = raw.decode("utf-8")
        return json.loads(
            text,
            object_pairs_hook=unique,
            parse_constant=_refuse_constant,
            parse_int=_bounded_int,
            parse_float=_bounded_float,
        )
    except UnicodeDecodeError as error:
        raise BadJson("bad-utf8", f"Byte {error.start} of the document is not UTF-8.") from error
    except json.JSONDecodeError as error:
        raise BadJson("bad-syntax", f"Not JSON: {error.msg} at character {error.pos}.") from error


def _unique(pairs: list[tuple[str, Any]], max_items: int) -> dict[str, Any]:
    _refuse_many(len(pairs), max_items)
    members: dict[str, Any] = {}
    for key, value in pairs:
        name = _NOT_STORABLE.sub("", key)
        if name in members:
            raise BadJson("duplicate-key", f"The key {name[:80]!r} stands twice in one object.")
        members[name] = value
    return members


def _clean(value: Any, max_items: int) -> Any:
    if isinstance(value, str):
        return _NOT_STORABLE.sub("", value)
    if isinstance(value, list):
        _refuse_many(len(value), max_items)
        return [_clean(member, max_items) for member in value]
    if isinstance(value, dict):
        return {key: _clean(member, max_items) for key, member in value.items()}
    return value


def _refuse_many(count: int, max_items: int) -> None:
    if count > max_items:
        raise BadJson(
            "too-many-items", f"One object or array has {count} members; at most {max_items} are read."
        )


def _refuse_constant(name: str) -> NoReturn:
    raise BadJson("bad-number", f"{name} is not a JSON number.")


def _bounded_int(digits: str) -> int:
    # The length first: converting a million digits takes quadratic time.
    if len(digits.lstrip("-")) > _INTEGER_DIGITS or abs(int(digits)) > _BIGGEST_INTEGER:
        raise BadJson("bad-number", "The document holds a whole number that does not fit into 64 bits.")
    return int(digits)


def _bounded_float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise BadJson("bad-number", "The document holds a number beyond the range of a double.")
    return number
