"""Lines of one file that speak of the same person. Pure."""

from collections.abc import Iterable

from manyvoices.people.importing.files import Row
from manyvoices.people.importing.problems import Problem


def repeated(rows: Iterable[Row]) -> dict[int, list[Problem]]:
    """For each line that repeats an e-mail address or a personnel number: which line had it first."""
    first: dict[tuple[str, str], int] = {}
    found: dict[int, list[Problem]] = {}
    for row in rows:
        for column in ("email", "number"):
            value = row.values.get(column, "")
            before = first.setdefault((column, value.casefold()), row.number) if value else row.number
            if before != row.number:
                found.setdefault(row.number, []).append(Problem(column, "same_as", value, {"line": before}))
    return found
