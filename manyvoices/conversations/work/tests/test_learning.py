"""What people correct is learned, measured, and used only when it is better."""

import subprocess
from pathlib import Path

import pytest

from manyvoices.conversations.corrections import NEW
from manyvoices.conversations.learning import apart
from manyvoices.conversations.learning.labels import Label, is_held_out
from manyvoices.conversations.models import Correction, Message, TriageModel
from manyvoices.conversations.tests.arriving import arrives, conversation
from manyvoices.conversations.work import learning
from manyvoices.core import clock
from tests.cast import Cast

WORDS = [("blorp", "complaint"), ("zint", "praise")]


def correct(cast: Cast, texts: int) -> None:
    """People said of made-up words what they mean."""
    place, now = conversation(cast.operations), clock.now()
    first = arrives(place, "one")
    rows = [
        Message(
            conversation=place,
            direction="in",
            network="sandbox",
            remote_id=f"l{number}",
            text=f"The {WORDS[number % 2][0]} of train {number} ran {number * 7}",
            said_at=now,
            stored_at=now,
        )
        for number in range(texts)
    ]
    Message.objects.bulk_create(rows)
    Correction.objects.bulk_create(
        Correction(message=row, question="kind", said=WORDS[number % 2][1], by=cast.cleo, at=now)
        for number, row in enumerate(rows)
    )
    assert first.pk


def test_too_little_teaches_nothing(cast: Cast) -> None:
    correct(cast, NEW - 1)
    assert not learning.is_worth_it()
    assert learning.learn() is None
    assert not TriageModel.objects.exists()


def test_a_better_model_is_chosen_and_an_equal_one_is_not(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(cast, 200)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: apart.learn(Path(command[-1])))
    assert learning.is_worth_it()
    made = learning.learn()
    assert made is not None
    assert made.chosen_at is not None
    assert made.quality["kind_macro_f1"] > made.quality["before"]["kind_macro_f1"]
    assert not learning.is_worth_it()
    again = learning.learn()
    assert again is not None
    assert (again.version, again.chosen_at, bytes(again.data)) == (2, None, b"")


def test_the_newest_word_about_a_message_counts(cast: Cast) -> None:
    correct(cast, 2)
    row = Correction.objects.order_by("id").last()
    assert row is not None
    Correction.objects.create(message=row.message, question="kind", said="idea", by=cast.bo, at=clock.now())
    assert [one.kind for one in learning.labels_said()] == ["complaint", "idea"]
    assert isinstance(is_held_out(Label("x")), bool)


# No transaction around it: PostgreSQL ends one that does nothing for ten seconds, and learning may take longer.
@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_the_process_apart_leaves_the_model(cast: Cast) -> None:
    correct(cast, 200)
    assert learning.learn() is not None
