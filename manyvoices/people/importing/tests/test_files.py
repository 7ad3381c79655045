"""Files as spreadsheets and personnel systems save them."""

import pytest

from manyvoices.people.importing.files import MOST_BYTES, MOST_LINES, BadFile, read_table

LINES = "Name;E-Mail;Personalnummer;Lieblingsfarbe\r\nØyvind Bjørn;oy@x.example;A-1;rot\r\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_letters_and_separators_are_found_out(codec: str, delimiter: str) -> None:
    table = read_table(LINES.replace(";", delimiter).encode(codec))
    assert table.encoding == codec.removesuffix("-sig")
    assert [row.values for row in table.rows] == [
        {"name": "Øyvind Bjørn", "email": "oy@x.example", "number": "A-1"}
    ]
    assert table.heading.unread == ("Lieblingsfarbe",)


def test_lines_are_numbered_as_an_editor_shows_them() -> None:
    table = read_table(
        b'name,email,topics\n\n"Bo ""B"" Ek",bo@x.example,"brakes\nsnow"\nCy,cy@x.example\n,,\n'
    )
    assert [(row.number, row.values["name"]) for row in table.rows] == [(3, 'Bo "B" Ek'), (5, "Cy")]
    assert table.rows[0].values["topics"] == "brakes\nsnow"
    assert table.rows[1].values["topics"] == ""


def test_a_line_with_too_many_cells_is_noticed() -> None:
    assert read_table(b"name,email\nBerg, Anna,anna@x.example\n").rows[0].too_many == 1


# promise H12
@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "text file"),
        (b"name,email\n", "no person"),
        (b"name,colour\nBo,red\n", "name the columns"),
        (b"name,mail,email\nBo,a@x.example,b@x.example\n", "twice"),
        (b'name,email\n"Bo,a@x.example\nCy,c@x.example\n', "line 2"),
        (b"name,email\n" + b"a,b\n" * (MOST_LINES + 1), "more than"),
        (b"x" * (MOST_BYTES + 1), "8 MB"),
        (b"name,email\n" + b"a" * 200_000 + b",b\n", "line 2"),
    ],
)
def test_what_is_no_table_of_people_is_refused_in_words(data: bytes, word: str) -> None:
    with pytest.raises(BadFile, match=word):
        read_table(data)
