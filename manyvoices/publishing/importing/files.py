"""From the bytes of a file to lines of a plan, whatever program saved it. Pure."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from manyvoices.core.sheets import unmarked
from manyvoices.people.importing.files import DELIMITERS, BadFile, decode
from manyvoices.publishing.importing.columns import read_head

MOST_BYTES = 4 * 1024 * 1024
MOST_LINES = 1000
LONGEST_VALUE = 60_001  # one letter more than a post may have, so that the problem is still seen


@dataclass(frozen=True)
class Row:
    """One record: the line of the file it starts in, and its values by column."""

    number: int
    values: dict[str, str]


def read_plan(data: bytes) -> list[Row]:
    """The file's posts; empty lines are left out. Raises BadFile with a sentence for what is no plan."""
    if len(data) > MOST_BYTES:
        raise BadFile(_("The file is larger than 4 MB. Split it into several files."))
    text, _encoding = decode(data)
    delimiter, head = max(
        ((one, read_head(_first(text, one))) for one in DELIMITERS), key=lambda pair: sum(map(bool, pair[1]))
    )
    if "text" not in head:
        raise BadFile(
            _("The first line has to name the columns, among them “text”. Compare the sample file.")
        )
    twice = [column for column in head if column and head.count(column) > 1]
    if twice:
        raise BadFile(_("The column “%(name)s” is there twice. Remove one.") % {"name": twice[0]})
    rows = list(_rows(text, delimiter, head))
    if not rows:
        raise BadFile(_("The file has a head but no post below it."))
    return rows


def _first(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (csv.Error, StopIteration):
        return []


def _rows(text: str, delimiter: str, head: tuple[str, ...]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    started, kept = 1, 0
    try:
        for cells in reader:
            number, started = started, reader.line_num + 1
            if number > 1 and any(cell.strip() for cell in cells):
                kept += 1
                if kept > MOST_LINES:
                    raise BadFile(
                        _("The file holds more than %(most)d posts. Split it.") % {"most": MOST_LINES}
                    )
                pairs = zip(head, cells, strict=False)
                yield Row(
                    number, {name: unmarked(cell.strip())[:LONGEST_VALUE] for name, cell in pairs if name}
                )
    except csv.Error:
        broken = _("From line %(line)d on the quotation marks do not match. Mend that line and try again.")
        raise BadFile(broken % {"line": started}) from None
