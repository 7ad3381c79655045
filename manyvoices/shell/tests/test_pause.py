"""`pause`: on, off and status while no web runs, and nothing more on the second time."""

import json
from pathlib import Path

import pytest

from manyvoices.pauses.models import Pause
from manyvoices.shell import pausing
from manyvoices.shell.tests.running import manyvoices, refusal


def test_a_pause_is_placed_confirmed_shown_and_lifted(installed: Path) -> None:
    def pause(*arguments: str) -> str:
        done = manyvoices("pause", *arguments, folder=installed)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.strip()

    assert "(confirmed): trains are stuck" in pause("on", "--reason", "trains are stuck")
    shown = json.loads(pause("status", "--json"))
    assert shown["covers"] == "promotional"
    assert shown["confirmed_at"]
    assert pause("off") == "No pause stands: posts flow."


@pytest.mark.django_db(transaction=True)
def test_lifting_what_does_not_stand_does_nothing() -> None:
    pausing.off("")
    pausing.on("trains are stuck", all_but_crisis=False)
    pausing.off("trains run")
    pausing.off("trains run twice")
    assert list(Pause.objects.values_list("end_reason", flat=True)) == ["trains run"]
    assert list(pausing.lines(json=False)) == ["No pause stands: posts flow."]


def test_a_pause_needs_a_reason(installed: Path) -> None:
    code, sentence = refusal("pause", "on", folder=installed)
    assert code == 2
    assert sentence.endswith("Add --reason.")
