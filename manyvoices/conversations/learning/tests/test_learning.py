"""Learning from labels: it gets better, it is the same each time, it is stored without anything that could run."""

import io
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.conversations.learning.grams import BUCKETS, grams
from manyvoices.conversations.learning.labels import NOT_COMPLAINT, Label, is_held_out
from manyvoices.conversations.learning.model import COLD, Model
from manyvoices.conversations.learning.quality import Measured, Quality, is_better, measure
from manyvoices.conversations.learning.spoken import spoken
from manyvoices.conversations.learning.storing import FORMAT, NotAModel, from_bytes, to_bytes
from manyvoices.conversations.learning.training import train
from manyvoices.conversations.triage import Topic, cold, prepare, read

# A house with words of its own: nothing in the cold start knows what a blarg is.
PARTS = {"Blargs": "blarg", "Frobs": "frobnicator", "Zints": "zint"}
TAILS = [
    "is here",
    "looks blue",
    "in the hall",
    "for my aunt",
    "from May",
    "on the roof",
    "next to me",
    "with a bow",
]
TOPICS = prepare(Topic(name) for name in ("Alpha", "Beta", "Gamma"))


def taught() -> list[Label]:
    """Each topic has a word nobody could guess; a "zint" is always a complaint there."""
    names = dict(zip(PARTS.values(), TOPICS.names, strict=True))
    return [
        Label(
            f"the {word} {tail} {number}",
            kind="complaint" if word == "zint" else NOT_COMPLAINT,
            topic=names[word],
        )
        for number in range(5)
        for tail in TAILS
        for word in PARTS.values()
    ]


@pytest.fixture(scope="module")
def model() -> Model:
    return train(taught())


def test_it_learns_what_the_cold_start_cannot_know(model: Model) -> None:
    assert cold("a frobnicator by the door", TOPICS).topic.value == ""
    frob, zint = model.triage_many(["a frobnicator by the door", "one more zint today"], TOPICS)
    assert (frob.topic.value, frob.kind.value != "complaint") == ("Beta", True)
    assert (zint.topic.value, zint.kind.value) == ("Gamma", "complaint")
    assert "frobnicator" in frob.topic.words
    assert "zint" in zint.kind.words


def test_only_topics_that_there_are_now_are_answered(model: Model) -> None:
    told = model.triage_many(
        ["one more zint today"], prepare([Topic("Alpha"), Topic("New things", ("today",))])
    )
    assert told[0].topic.value != "Gamma"


def test_it_says_the_same_in_a_batch_and_alone(model: Model) -> None:
    texts = ["the zint again", "", "where is my blarg?", "\0", "x" * 100_000, "🙄🙄", "frobnicator " * 900]
    assert model.triage_many(texts, TOPICS) == [model.triage_many([text], TOPICS)[0] for text in texts]


def test_the_same_labels_give_the_same_model(model: Model) -> None:
    assert to_bytes(train(taught())) == to_bytes(model)


def test_few_labels_change_nothing() -> None:
    assert train([]) is COLD
    assert not train(taught()[:12]).heads
    text = "My parcel never arrived"
    assert COLD.triage_many([text], TOPICS)[0].kind == cold(text, TOPICS).kind


def test_labels_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="no kind"):
        Label("x", kind="rant")
    with pytest.raises(ValueError, match="no urgency"):
        Label("x", urgency="soonish")


def test_quality_is_of_what_was_held_out(model: Model) -> None:
    held = [label for label in taught() if is_held_out(label)]
    assert 0.1 < len(held) / len(taught()) < 0.35
    learned = train([label for label in taught() if not is_held_out(label)])
    new, old = measure(learned, held, TOPICS), measure(COLD, held, TOPICS)
    assert new.measured["topic"].accuracy > 0.9 > old.measured["topic"].accuracy
    assert new.measured["complaint"].labels == len(held)
    assert is_better(new, old)
    assert not is_better(old, new)
    assert not is_better(new, new)


def test_nothing_is_better_on_too_few() -> None:
    few, enough = (Quality({"topic": Measured(labels, 1.0, 1.0)}) for labels in (19, 20))
    assert (few.score, enough.score) == (None, 1.0)
    assert not is_better(few, enough)


def test_it_is_kept_as_bytes(model: Model) -> None:
    again = from_bytes(to_bytes(model))
    texts = [label.text for label in taught()[:40]]
    answers = [[told.topic.value for told in one.triage_many(texts, TOPICS)] for one in (model, again)]
    assert answers[0] == answers[1]


def test_broken_bytes_are_refused(model: Model) -> None:
    kept = to_bytes(model)
    flipped = kept[:-9] + bytes([kept[-9] ^ 1]) + kept[-8:]
    for broken in (b"", b"PK", kept[:-1], flipped, kept[len(FORMAT) :], FORMAT + b"x" * 100):
        with pytest.raises(NotAModel):
            from_bytes(broken)


def test_a_pickle_is_never_opened(monkeypatch: pytest.MonkeyPatch, model: Model) -> None:
    """Whoever could put a file there, digest and all, could still not make it run."""
    packed = io.BytesIO()
    np.savez_compressed(
        packed, facts=np.array([{"evil": 1}], dtype=object), buckets=np.zeros(0), rarity=np.zeros(0)
    )
    monkeypatch.setattr("manyvoices.conversations.learning.storing._packed", lambda _: packed.getvalue())
    with pytest.raises(NotAModel):
        from_bytes(to_bytes(model))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(), max_size=60), max_size=8))
def test_pieces_belong_to_their_message(texts: list[str]) -> None:
    """Each message has the same pieces alone and among others."""
    words = [read(text).words for text in texts]
    found = grams(words)
    assert found.starts.tolist() == [0, *np.cumsum([len(one) for one in words]).tolist()]
    assert ((found.bucket >= 0) & (found.bucket < BUCKETS)).all()
    for row, one in enumerate(words):
        alone = grams([one])
        mine = found.message == row
        assert sorted(found.bucket[mine]) == sorted(alone.bucket)
        assert sorted(found.word[mine] - found.starts[row]) == sorted(alone.word)


@pytest.mark.parametrize(
    ("text", "code"), [("Bonjour, la commande jamais reçue", "fr"), ("Where is it?", "en"), ("?", "")]
)
def test_the_library_helps_with_the_language(text: str, code: str) -> None:
    assert spoken(read(text)).value == code


def test_a_large_batch_is_the_sum_of_small_ones(model: Model) -> None:
    texts = [label.text for label in taught()] * 10
    random.Random(1).shuffle(texts)
    told = model.triage_many(texts, TOPICS)
    assert len(told) == len(texts)
    assert told[777] == model.triage_many([texts[777]], TOPICS)[0]
