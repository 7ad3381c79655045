"""From the bytes of a file to rows of text: CSV as any program saves it, or JSON lines. Pure."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from manyvoices.core.markup.text import usable
from manyvoices.core.sheets import unmarked
from manyvoices.core.strict_json import BadJson, parse
from manyvoices.people.importing.files import BadFile, decode

MOST_BYTES = 32 * 1024 * 1024
MOST_LINES = 50_000
MOST_COLUMNS = 60
LONGEST_HEAD = 100
LONGEST_VALUE = 40_000
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Row:
    """One record: the line of the file it begins in, its values by column; `broken` says why it cannot be read."""

    number: int
    values: dict[str, str]
    broken: str = ""


@dataclass(frozen=True)
class Table:
    """What a file holds. `format` is csv or jsonl; `heads` are its columns in the order in which they came."""

    format: str
    heads: tuple[str, ...]
    rows: list[Row]


def read_table(data: bytes) -> Table:
    """The file's rows; empty ones are left out. Raises BadFile with a sentence for whoever chose it."""
    if len(data) > MOST_BYTES:
        raise BadFile(_("The file is larger than 32 MB. Split it into several files."))
    text, _encoding = decode(data)
    is_json = text.lstrip().startswith("{")
    table = _json_lines(text) if is_json else _csv(text)
    if not table.rows:
        raise BadFile(_("The file holds no message."))
    return table


def _json_lines(text: str) -> Table:
    rows, heads = list[Row](), dict[str, None]()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        _refuse_too_many(len(rows) + 1)
        rows.append(_json_row(number, line))
        heads |= dict.fromkeys(rows[-1].values)
    if len(heads) > MOST_COLUMNS:
        raise BadFile(_("The file has more than 60 columns. Leave out what is not needed."))
    return Table("jsonl", tuple(heads), rows)


def _json_row(number: int, line: str) -> Row:
    try:
        found = parse(line.encode("utf-8", "replace"), max_depth=8)
    except BadJson as bad:
        return Row(number, {}, str(bad)[:300])
    if not isinstance(found, dict):
        return Row(number, {}, _("This line is no JSON object."))
    return Row(number, {_head(name): _value(value) for name, value in found.items() if _head(name)})


def _value(value: Any) -> str:
    if value is None:
        return ""
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return usable(said)[:LONGEST_VALUE]


def _csv(text: str) -> Table:
    delimiter = max(DELIMITERS, key=lambda one: len(_first(text, one)))
    heads = [_head(name) for name in _first(text, delimiter)]
    named = [name for name in heads if name]
    if not named or len(heads) > MOST_COLUMNS:
        raise BadFile(_("The first line has to name the columns, at most 60 of them."))
    if len(set(named)) < len(named):
        raise BadFile(_("Two columns have the same name. Rename one of them."))
    return Table("csv", tuple(named), list(_rows(text, delimiter, heads)))


def _first(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (csv.Error, StopIteration):
        return []


def _rows(text: str, delimiter: str, heads: list[str]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    started, kept = 1, 0
    try:
        for cells in reader:
            number, started = started, reader.line_num + 1
            if number > 1 and any(cell.strip() for cell in cells):
                kept += 1
                _refuse_too_many(kept)
                yield _csv_row(number, cells, heads)
    except csv.Error:
        broken = _("From line %(line)d on the quotation marks do not match. Mend that line and try again.")
        raise BadFile(broken % {"line": started}) from None


def _csv_row(number: int, cells: list[str], heads: list[str]) -> Row:
    pairs = zip(heads, cells, strict=False)
    values = {head: usable(unmarked(cell))[:LONGEST_VALUE] for head, cell in pairs if head}
    beyond = any(cell.strip() for cell in cells[len(heads) :])
    return Row(
        number, values, _("This line has more cells than the first line has columns.") if beyond else ""
    )


def _head(name: str) -> str:
    return " ".join(usable(name).split())[:LONGEST_HEAD]


def _refuse_too_many(count: int) -> None:
    if count > MOST_LINES:
        raise BadFile(
            _("The file holds more than %(most)d messages. Split it into several files.")
            % {"most": MOST_LINES}
        )
