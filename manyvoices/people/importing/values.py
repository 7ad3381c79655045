"""From the text of a line to what it asks for, or what is wrong with it. Pure: what is known comes in as `Known`."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from manyvoices.people.importing.problems import Problem

MOST_MINUTES = 40 * 60
MOST_TOPICS = 20
LONGEST = {"name": 120, "email": 254, "number": 60}
NUMBER = re.compile(r"[\w./-]+")
YES = frozenset({"yes", "y", "true", "1", "x", "ja", "j"})
NO = frozenset({"no", "n", "false", "0", "nein"})


@dataclass(frozen=True)
class Known:
    """What the organisation has: names in lower case -> ids. A unit's name that stands for several maps to None."""

    units: Mapping[str, int | None]
    roles: Mapping[str, str]
    topics: Mapping[str, int]
    languages: frozenset[str]
    time_zones: frozenset[str]


@dataclass(frozen=True)
class Wanted:
    """What a line asks for. None: the column is not in the file or empty, and nothing changes."""

    name: str | None = None
    email: str | None = None
    number: str | None = None
    unit_id: int | None = None
    role: str | None = None
    language: str | None = None
    time_zone: str | None = None
    weekly_minutes: int | None = None
    topic_ids: tuple[int, ...] = field(default=())
    invite: bool = False


def understand(values: Mapping[str, str], known: Known) -> tuple[Wanted, list[Problem]]:
    """What the line asks for as far as it can be used, and a problem for each value that cannot."""
    wanted, problems = Wanted(), []
    for column, read in _READERS.items():
        if not values.get(column):
            continue
        try:
            wanted = replace(wanted, **read(column, values[column], known))
        except _Unusable as unusable:
            problems.append(unusable.problem)
    return wanted, problems


def plain(name: str) -> str:
    """How names are compared: without case, and with one space where there are several."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def plain_path(path: str) -> str:
    """How the ways to units are compared: without space around the strokes."""
    return "/".join(plain(part) for part in path.split("/"))


class _Unusable(Exception):
    def __init__(self, column: str, code: str, value: str, **more: Any) -> None:
        super().__init__(code)
        self.problem = Problem(column, code, value, more)


def _text(column: str, value: str, _known: Known) -> dict[str, Any]:
    if len(value) > LONGEST[column]:
        raise _Unusable(column, "too_long", value, most=LONGEST[column])
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in value):
        raise _Unusable(column, "odd_letters", value)
    return {column: value}


def _email(column: str, value: str, known: Known) -> dict[str, Any]:
    _text(column, value, known)
    try:
        validate_email(value)
    except ValidationError:
        raise _Unusable(column, "email_form", value) from None
    return {column: value.lower()}


def _number(column: str, value: str, known: Known) -> dict[str, Any]:
    _text(column, value, known)
    if not NUMBER.fullmatch(value):
        raise _Unusable(column, "number_form", value)
    return {column: value}


def _unit(column: str, value: str, known: Known) -> dict[str, Any]:
    path = plain_path(value)
    if path not in known.units:
        raise _Unusable(column, "unit_unknown", value)
    if known.units[path] is None:
        raise _Unusable(column, "unit_ambiguous", value)
    return {"unit_id": known.units[path]}


def _role(column: str, value: str, known: Known) -> dict[str, Any]:
    role = known.roles.get(plain(value.replace("_", " ")))
    if role is None:
        names = ", ".join(sorted(set(known.roles.values())))
        raise _Unusable(column, "role_unknown", value, known=names)
    return {column: role}


def _language(column: str, value: str, known: Known) -> dict[str, Any]:
    if value.casefold() not in known.languages:
        raise _Unusable(column, "language_unknown", value, known=", ".join(sorted(known.languages)))
    return {column: value.casefold()}


def _time_zone(column: str, value: str, known: Known) -> dict[str, Any]:
    if value not in known.time_zones:
        raise _Unusable(column, "time_zone_unknown", value)
    return {column: value}


def _minutes(column: str, value: str, _known: Known) -> dict[str, Any]:
    if not re.fullmatch(r"[0-9]{1,5}", value) or int(value) > MOST_MINUTES:
        raise _Unusable(column, "minutes_form", value)
    return {column: int(value)}


def _topics(column: str, value: str, known: Known) -> dict[str, Any]:
    names = [name.strip() for name in re.split(r"[|;\n]", value) if name.strip()]
    if len(names) > MOST_TOPICS:
        raise _Unusable(column, "topics_many", value, most=MOST_TOPICS)
    missing = [name for name in names if plain(name) not in known.topics]
    if missing:
        raise _Unusable(column, "topics_unknown", value, names=", ".join(missing)[:300])
    return {"topic_ids": tuple(dict.fromkeys(known.topics[plain(name)] for name in names))}


def _invite(column: str, value: str, _known: Known) -> dict[str, Any]:
    if value.casefold() not in YES | NO:
        raise _Unusable(column, "invite_form", value)
    return {column: value.casefold() in YES}


_READERS: dict[str, Callable[[str, str, Known], dict[str, Any]]] = {
    "name": _text,
    "email": _email,
    "number": _number,
    "unit": _unit,
    "role": _role,
    "language": _language,
    "time_zone": _time_zone,
    "weekly_minutes": _minutes,
    "topics": _topics,
    "invite": _invite,
}
