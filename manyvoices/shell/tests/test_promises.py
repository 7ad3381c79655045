"""`promises`: marks are found above tests, outcomes in the report of the last run."""

from pathlib import Path

from manyvoices.shell.commands.promises import ROOT, last_outcomes, marked, proofs
from manyvoices.shell.tests.running import manyvoices

MARKED = """
# promise A1, A2
# promise B3
@pytest.mark.parametrize("n", [1])
def test_one(n: int) -> None:
    assert n

def test_two() -> None: ...

# promise C4
async def test_three() -> None: ...
"""

REPORT = """<testsuites><testsuite>
<testcase classname="tests.test_a" name="test_one[1]"/>
<testcase classname="tests.test_a" name="test_one[2]"><failure message="no"/></testcase>
<testcase classname="tests.test_a" name="test_two"><skipped/></testcase>
<testcase classname="tests.test_a" name="test_three"/>
</testsuite></testsuites>"""


def test_marks_belong_to_the_next_test() -> None:
    assert list(marked(MARKED)) == [
        ("A1", "test_one"),
        ("A2", "test_one"),
        ("B3", "test_one"),
        ("C4", "test_three"),
    ]


def test_the_worst_case_of_a_test_counts(tmp_path: Path) -> None:
    report = tmp_path / "tests.xml"
    assert last_outcomes(report) == {}
    report.write_text(REPORT, encoding="utf-8")
    assert last_outcomes(report) == {
        "tests.test_a::test_one": "failed",
        "tests.test_a::test_two": "skipped",
        "tests.test_a::test_three": "passed",
    }


def test_the_promises_of_this_checkout_are_found(tmp_path: Path) -> None:
    assert "K6" in {promise for promise, _ in proofs(ROOT)}
    assert "K6" in manyvoices("promises", folder=tmp_path).stdout
