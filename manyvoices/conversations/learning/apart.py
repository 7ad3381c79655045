"""A model is learned and measured in a process of its own, which is given files and leaves files: `python -m … FOLDER`.

The worker's own work goes on meanwhile. It reads `asked.json` and the model it is compared with (`before`), and leaves the
`model` and `told.json`. It has only so much time of a processor, and leaves it to everybody else first.
"""

import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from manyvoices.conversations.learning.labels import Label, is_held_out
from manyvoices.conversations.learning.model import COLD
from manyvoices.conversations.learning.quality import Quality, is_better, measure
from manyvoices.conversations.learning.storing import from_bytes, to_bytes
from manyvoices.conversations.learning.training import train
from manyvoices.conversations.triage import Topic, prepare

SECONDS_OF_CPU = 1800


def learn(folder: Path) -> None:
    """Leave the new model and what was measured of it and of the one before, on the same held-out corrections."""
    asked = json.loads((folder / "asked.json").read_text())
    labels = [Label(**one) for one in asked["labels"]]
    topics = prepare(Topic(name, tuple(words)) for name, words in asked["topics"])
    before = from_bytes((folder / "before").read_bytes()) if (folder / "before").exists() else COLD
    held_out = [one for one in labels if is_held_out(one)]
    made = train(one for one in labels if not is_held_out(one))
    new, cold = measure(made, held_out, topics), measure(COLD, held_out, topics)
    old = cold if before is COLD else measure(before, held_out, topics)
    (folder / "model").write_bytes(to_bytes(made))
    told = {"held_out": len(held_out), **_said(new), "before": _said(old), "cold": _said(cold)}
    told["is_better"] = is_better(new, old)
    (folder / "told.json").write_text(json.dumps(told))


def main() -> None:
    """Learn in the folder that is named, within the time."""
    os.nice(19)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_CPU, SECONDS_OF_CPU + 5))
    learn(Path(sys.argv[1]))


def _said(quality: Quality) -> dict[str, Any]:
    """The two figures that a page leads with, and every question's."""
    measured = {name: asdict(one) for name, one in quality.measured.items()}
    complaint, topic = quality.measured.get("complaint"), quality.measured.get("topic")
    return {
        "score": quality.score,
        "kind_macro_f1": complaint.macro_f1 if complaint else None,
        "topic_accuracy": topic.accuracy if topic else None,
        "measured": measured,
    }


if __name__ == "__main__":
    main()
