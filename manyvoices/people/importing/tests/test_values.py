"""Values of a line, and what is said about those that cannot be used."""

import pytest

from manyvoices.people.importing.columns import COLUMNS
from manyvoices.people.importing.files import Row
from manyvoices.people.importing.problems import SENTENCES, Problem, said
from manyvoices.people.importing.repeats import repeated
from manyvoices.people.importing.values import Known, understand

KNOWN = Known(
    units={"northlight": 1, "northlight/operations": 2, "operations": 2, "depot": None},
    roles={"ambassador": "ambassador", "unit lead": "unit_lead"},
    topics={"brakes": 7, "night trains": 8},
    languages=frozenset({"en"}),
    time_zones=frozenset({"Europe/Oslo"}),
)
GOOD = {
    "name": "Bo Ek",
    "email": "Bo@X.example",
    "number": "A-10/3",
    "unit": " Northlight /  OPERATIONS",
    "role": "Unit_lead",
    "language": "EN",
    "time_zone": "Europe/Oslo",
    "weekly_minutes": "120",
    "topics": "Night  trains | brakes|brakes",
    "invite": "Ja",
}


def test_everything_a_line_may_say_is_understood() -> None:
    wanted, problems = understand(GOOD, KNOWN)
    assert not problems
    assert (wanted.email, wanted.unit_id, wanted.role) == ("bo@x.example", 2, "unit_lead")
    assert (wanted.weekly_minutes, wanted.topic_ids, wanted.invite) == (120, (8, 7), True)


def test_an_empty_cell_asks_for_nothing() -> None:
    wanted, problems = understand(dict.fromkeys(COLUMNS, ""), KNOWN)
    assert not problems
    assert wanted == understand({}, KNOWN)[0]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("name", "x" * 121, "too_long"),
        ("name", "Bo\x07", "odd_letters"),
        ("email", "bo@", "email_form"),
        ("email", "bo@x.example\nBcc: a@b.example", "odd_letters"),
        ("number", "A 1", "number_form"),
        ("unit", "Nowhere", "unit_unknown"),
        ("unit", "Depot", "unit_ambiguous"),
        ("role", "king", "role_unknown"),
        ("language", "xx", "language_unknown"),
        ("time_zone", "Mars/Olympus", "time_zone_unknown"),
        ("weekly_minutes", "two hours", "minutes_form"),
        ("weekly_minutes", "2401", "minutes_form"),
        ("weekly_minutes", "-5", "minutes_form"),
        ("topics", "brakes | cheese", "topics_unknown"),
        ("topics", "|".join(map(str, range(21))), "topics_many"),
        ("invite", "perhaps", "invite_form"),
    ],
)
def test_what_cannot_be_used_says_why_and_what_to_write(column: str, value: str, code: str) -> None:
    wanted, problems = understand({**GOOD, column: value}, KNOWN)
    assert [(problem.column, problem.code) for problem in problems] == [(column, code)]
    words = said(problems[0].kept())
    assert words.wrong
    assert words.write
    assert "%(" not in words.wrong + words.write
    assert wanted.number == (None if column == "number" else "A-10/3")


def test_every_problem_can_be_said() -> None:
    more = {"most": 1, "known": "a", "names": "b", "line": 3}
    for code in SENTENCES:
        assert "%(" not in said(Problem("email", code, "v", more).kept()).wrong


def test_the_second_of_two_equal_lines_is_named() -> None:
    rows = [
        Row(2, {"email": "a@x.example", "number": ""}),
        Row(3, {"email": "b@x.example", "number": "N1"}),
        Row(4, {"email": "A@X.example", "number": "n1"}),
    ]
    found = repeated(rows)
    assert list(found) == [4]
    assert [(one.column, one.more) for one in found[4]] == [("email", {"line": 2}), ("number", {"line": 3})]
