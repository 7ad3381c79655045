"""From the bytes of a file to rows of text, whatever program saved it. Pure."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.core.sheets import unmarked
from manyvoices.people.importing.columns import Heading, read_heading

MOST_BYTES = 8 * 1024 * 1024
MOST_LINES = 20_000
LONGEST_VALUE = 500
DELIMITERS = ",;\t"
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class BadFile(Exception):
    """The file cannot be read at all. `str()` is a sentence for whoever chose it."""


@dataclass(frozen=True)
class Row:
    """One record: the line of the file it starts in, its values by column, and how many cells it has too many."""

    number: int
    values: dict[str, str]
    too_many: int = 0


@dataclass(frozen=True)
class Table:
    """What a file holds. `encoding` is how its letters were read: utf-8, utf-16 or windows-1252."""

    encoding: str
    heading: Heading
    rows: list[Row]


def read_table(data: bytes) -> Table:
    """The file's rows; empty ones are left out. Raises BadFile for what is no table of people."""
    if len(data) > MOST_BYTES:
        raise BadFile(_("The file is larger than 8 MB. Split it into several files."))
    text, encoding = decode(data)
    delimiter, heading = _heading_of(text)
    rows = list(_rows(text, delimiter, heading))
    if not rows:
        raise BadFile(_("The file has a head but no person below it."))
    return Table(encoding, heading, rows)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding that was read. What is not UTF-8 is taken for Windows-1252, as Excel saves it."""
    for mark, codec in BOMS:
        if data.startswith(mark):
            return _strictly(data, codec), codec.removesuffix("-sig")
    try:
        return _with_letters(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _strictly(data, "windows-1252"), "windows-1252"


def _strictly(data: bytes, codec: str) -> str:
    try:
        return _with_letters(data.decode(codec))
    except UnicodeDecodeError:
        raise BadFile(_("This is not a text file. Save your table as “CSV UTF-8” and try again.")) from None


def _with_letters(text: str) -> str:
    if "\0" in text:
        raise BadFile(_("This is not a text file. Save your table as “CSV UTF-8” and try again."))
    if not text.strip():
        raise BadFile(_("The file is empty."))
    return text


def _heading_of(text: str) -> tuple[str, Heading]:
    """The delimiter under which the most columns have a known name."""
    found = [(one, read_heading(_first_record(text, one))) for one in DELIMITERS]
    delimiter, heading = max(found, key=lambda pair: len(pair[1].known))
    if not {"email", "number"} & set(heading.known):
        raise BadFile(
            _(
                "The first line has to name the columns, among them “email” or “number”. Compare the sample file."
            )
        )
    if heading.twice:
        raise BadFile(_("The column “%(name)s” is there twice. Remove one.") % {"name": heading.twice[0]})
    return delimiter, heading


def _first_record(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (csv.Error, StopIteration):
        return []


def _rows(text: str, delimiter: str, heading: Heading) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    started, kept = 1, 0
    try:
        for cells in reader:
            number, started = started, reader.line_num + 1
            if number > 1 and any(cell.strip() for cell in cells):
                kept += 1
                _refuse_too_many(kept)
                yield _row(number, cells, heading)
    except csv.Error:
        broken = _("From line %(line)d on the quotation marks do not match. Mend that line and try again.")
        raise BadFile(broken % {"line": started}) from None


def _row(number: int, cells: list[str], heading: Heading) -> Row:
    pairs = zip(heading.columns, cells, strict=False)
    values = {column: unmarked(cell.strip())[: LONGEST_VALUE + 1] for column, cell in pairs if column}
    beyond = sum(bool(cell.strip()) for cell in cells[len(heading.columns) :])
    return Row(number, {column: values.get(column, "") for column in heading.known}, beyond)


def _refuse_too_many(count: int) -> None:
    if count > MOST_LINES:
        sentence = ngettext(
            "The file holds more than %(most)d person. Split it.",
            "The file holds more than %(most)d people. Split it into several files.",
            MOST_LINES,
        )
        raise BadFile(sentence % {"most": MOST_LINES})
