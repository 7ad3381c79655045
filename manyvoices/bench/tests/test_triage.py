"""The bench of triage reads files as people write them, refuses what is unclear, and measures what it says."""

import csv
import os
from pathlib import Path

import pytest

from manyvoices.bench import triage
from manyvoices.bench.labelled.shares import cut
from manyvoices.bench.labelled.sheets import complaints, read_sheet
from manyvoices.conversations.learning.fitting import Example, examples
from manyvoices.core.refusals import Invalid
from manyvoices.shell.commands import bench
from manyvoices.shell.entry import run
from manyvoices.shell.problems import USAGE

FIELDS = {
    "bench",
    "database",
    "rate",
    "cpu_ms",
    "p50_ms",
    "p95_ms",
    "peak_mb",
    "complaint_macro_f1",
    "topic_accuracy",
}
SAMPLES = Path(os.environ.get("MANYVOICES_SAMPLES", "../shared/data"))


def file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "sheet.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    "text",
    [
        "text,label\nbad soup,1\nnice soup,0\n",
        "\ufeffid;Tweet;Complaint\n1;bad soup;yes\n2;nice soup;no\n",
        "label\ttext\nComplaint\tbad soup\nnot_complaint\tnice soup\n",
        "bad soup,True\nnice soup,False\n",
        'Complaint,Label\n"bad soup",complaint\n"nice soup",Non-Complaint\n',
        "text,label\r\nbad soup, COMPLAINT\r\nnice soup,praise\r\n\r\n,1\r\nno label,\r\n",
    ],
)
def test_a_sheet_is_read_however_its_columns_are_called(tmp_path: Path, text: str) -> None:
    assert complaints(read_sheet(file(tmp_path, text))) == [("bad soup", True), ("nice soup", False)]


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("", "utf-8", "is empty"),
        ("a,b,c\n1,2,3\n", "utf-8", "has the columns a, b, c"),
        ("text,label\nbäd,1\n", "latin-1", "not UTF-8"),
        ("text,label\nbad,1\n", "utf-8", "two different labels"),
        ("text,label\nbad,1\nnice,2\n", "utf-8", "'2'"),
    ],
)
def test_what_is_unclear_is_refused(tmp_path: Path, text: str, encoding: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        complaints(read_sheet(file(tmp_path, text, encoding)))


def test_long_messages_are_read_and_nobody_else_reads_longer_ones_after_it(tmp_path: Path) -> None:
    before, long = csv.field_size_limit(), "late again " * 50_000
    sheet = read_sheet(file(tmp_path, f"text,label\n{long},1\nnice soup,0\n"))
    assert complaints(sheet) == [(long, True), ("nice soup", False)]
    assert csv.field_size_limit() == before


def test_a_share_is_the_same_each_time_and_of_every_label() -> None:
    rows = [(f"message {number}", "ab"[number % 2]) for number in range(100)]
    learn, ask = cut(rows, 0.8)
    assert (cut(rows[::-1], 0.8)[1] == ask, len(learn), len(ask)) == (False, 80, 20)
    assert cut(rows, 0.8) == (learn, ask)
    assert {label for _, label in ask} == {"a", "b"}
    assert not set(learn) & set(ask)
    assert cut(rows, 0)[0] == []
    with pytest.raises(Invalid, match="less than 1"):
        cut(rows, 1.0)


def ours() -> list[Example]:
    return [one for one in examples() if '"' not in one.text]


def test_it_measures_cold_and_learned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triage, "FEWEST_TIMED", 1)
    said = "".join(
        f'"{one.text}",{int(one.kind == "complaint")}\n' for one in examples() if '"' not in one.text
    )
    told = "".join(
        f'"{one.text}",{one.trade}\n' for one in examples() if '"' not in one.text and one.trade != "any"
    )
    complaint_file, topic_file = tmp_path / "c.csv", tmp_path / "t.csv"
    complaint_file.write_text("text,label\n" + said, encoding="utf-8")
    topic_file.write_text("text,label\n" + told, encoding="utf-8")
    (cold,) = triage.measure(str(complaint_file), str(topic_file))
    (learned,) = triage.measure(str(complaint_file), str(topic_file), 0.8)
    assert cold.keys() >= FIELDS
    assert cold["learned_from"] == 0 < learned["learned_from"]
    assert learned["topic_accuracy"] > cold["topic_accuracy"] > 0
    assert cold["complaint_macro_f1"] > 0.8  # what it was made from
    assert learned["complaints"] < cold["complaints"]


def test_the_command_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "django_ready", lambda config: None)
    assert run(["bench", "triage", "--json"]) == USAGE
    assert "--complaints FILE" in capsys.readouterr().err
    assert run(["bench", "pause", "--topics", "x.csv"]) == USAGE
    assert "takes no --topics" in capsys.readouterr().err
    assert run(["bench", "triage", "--topics", str(tmp_path / "none.csv")]) == USAGE
    assert "cannot be read" in capsys.readouterr().err


if (
    BANKING := SAMPLES / "banking77" / "train.csv"
).exists():  # no part of the project; elsewhere nothing to measure

    @pytest.mark.long
    def test_on_real_questions_of_bank_customers() -> None:
        (told,) = triage.measure(topics=str(BANKING), train_share=0.9)
        assert told["topic_accuracy"] > 0.88
        assert "complaint_macro_f1" not in told
