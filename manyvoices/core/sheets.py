"""Tables to download, as a spreadsheet opens them without running anything. Pure.

A cell that a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV injection), also where a
separator or a quotation mark inside it could open a new cell.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

BOM = "\ufeff"  # without it Excel takes UTF-8 for Windows-1252
_FORMULA = re.compile(r"((?:^|[;,|\t\r\n\"'])[\s\ufeff]*)([=+\-@＝＋－＠])")
_MARKED = re.compile(r"'(?=[=+\-@＝＋－＠])|^'(?=[\t\r])")


def sheet(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The table line by line, every cell quoted and none of it a formula; it begins with a byte order mark."""
    yield BOM
    for row in (head, *rows):
        line = io.StringIO()
        csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(map(harmless, row))
        yield line.getvalue()


def harmless(cell: str) -> str:
    """The cell as a spreadsheet shows it and never runs it."""
    marked = _FORMULA.sub(r"\1'\2", cell)
    return f"'{marked}" if marked.startswith(("\t", "\r")) else marked


def unmarked(cell: str) -> str:
    """The cell as it was before `harmless`: a corrected file comes back with our apostrophes in it."""
    return _MARKED.sub("", cell)
