"""How well messages are told apart, and how fast: on files of messages with labels, cold or after learning from a share."""

import resource
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from manyvoices.bench.labelled.shares import cut
from manyvoices.bench.labelled.sheets import complaints, read_sheet
from manyvoices.conversations.learning.labels import NOT_COMPLAINT, Label
from manyvoices.conversations.learning.model import COLD, Model
from manyvoices.conversations.learning.quality import measured
from manyvoices.conversations.learning.training import train
from manyvoices.conversations.triage import COMPLAINT, Topic, Topics, prepare
from manyvoices.core.refusals import Invalid

MOST_ALONE = 200
FEWEST_TIMED = 3_000


@dataclass
class Sets:
    """What is learned from and what is asked about."""

    learn: list[Label] = field(default_factory=list)
    complaints: list[tuple[str, str]] = field(default_factory=list)
    topics: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)


def measure(
    complaints: str | None = None, topics: str | None = None, train_share: float = 0.0
) -> Iterator[Mapping[str, Any]]:
    """One measurement of what it was given. A share of 0 asks the cold start, which only gets the names of the topics.

    Refuses (Invalid) no file at all, a file that cannot be read, unclear labels and a share that leaves nothing.
    """
    if not complaints and not topics:
        raise Invalid(
            file="Give --complaints FILE, --topics FILE or both: CSV with the columns text and label."
        )
    sets = _sets(complaints, topics, train_share)
    started = time.process_time()
    model = train(sets.learn) if sets.learn else COLD
    trained = time.process_time() - started
    known = prepare(Topic(name) for name in sets.names)
    model.triage_many(["Where is my parcel?"], known)  # what is loaded once is no message's time
    yield {
        "bench": "triage",
        "database": "none",
        "train_share": train_share,
        **_scores(model, sets, known),
        **_times(model, [text for text, _ in [*sets.complaints, *sets.topics]], known),
        "train_cpu_s": round(trained, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "columns": sets.columns,
    }


def _sets(complaint_file: str | None, topic_file: str | None, share: float) -> Sets:
    sets = Sets()
    if complaint_file:
        sheet = read_sheet(Path(complaint_file))
        rows = [(text, COMPLAINT if yes else NOT_COMPLAINT) for text, yes in complaints(sheet)]
        learn, sets.complaints = cut(rows, share)
        sets.learn += [Label(text, kind=said) for text, said in learn]
        sets.columns["complaints"] = sheet.columns
    if topic_file:
        sheet = read_sheet(Path(topic_file))
        learn, sets.topics = cut(sheet.rows, share)
        sets.learn += [Label(text, topic=said) for text, said in learn]
        sets.names = sorted({said for _, said in sheet.rows})
        sets.columns["topics"] = sheet.columns
    return sets


def _scores(model: Model, sets: Sets, known: Topics) -> dict[str, Any]:
    found: dict[str, Any] = {"learned_from": len(sets.learn)}
    if sets.complaints:
        told = model.triage_many([text for text, _ in sets.complaints], known)
        kinds = [COMPLAINT if one.kind.value == COMPLAINT else NOT_COMPLAINT for one in told]
        met = measured(list(zip([said for _, said in sets.complaints], kinds, strict=True)))
        found |= {
            "complaint_macro_f1": met.macro_f1,
            "complaint_accuracy": met.accuracy,
            "complaints": met.labels,
        }
    if sets.topics:
        told = model.triage_many([text for text, _ in sets.topics], known)
        met = measured([(said, one.topic.value) for (_, said), one in zip(sets.topics, told, strict=True)])
        found |= {"topic_accuracy": met.accuracy, "topic_macro_f1": met.macro_f1, "topics": met.labels}
        found["topic_names"] = len(sets.names)
    return found


def _times(model: Model, texts: Sequence[str], known: Topics) -> dict[str, Any]:
    """`rate` is messages for a second of one core's time; `wall_rate` is by the clock, on a machine that others use too.

    The waits are of messages that come alone, one at a time.
    """
    many = list(texts) * -(-FEWEST_TIMED // len(texts))
    clock, used = time.perf_counter(), time.process_time()
    model.triage_many(many, known)
    took, used = time.perf_counter() - clock, time.process_time() - used
    waits = [_alone(model, text, known) for text in texts[:MOST_ALONE]]
    cuts = statistics.quantiles(waits, n=100, method="inclusive") if len(waits) > 1 else waits * 99
    return {
        "rate": round(len(many) / used, 1),
        "wall_rate": round(len(many) / took, 1),
        "cpu_ms": round(used * 1000 / len(many), 3),
        "p50_ms": round(cuts[49], 2),
        "p95_ms": round(cuts[94], 2),
    }


def _alone(model: Model, text: str, known: Topics) -> float:
    started = time.perf_counter()
    model.triage_many([text], known)
    return (time.perf_counter() - started) * 1000
