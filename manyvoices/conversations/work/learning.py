"""Triage learns from what people corrected, and a new model is used only when it is better on corrections it never saw."""

import hashlib
import json
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from manyvoices.conversations.corrections import FEWEST, NEW
from manyvoices.conversations.learning.labels import MOST_LABELS, Label, is_held_out
from manyvoices.conversations.models import Correction, TriageModel
from manyvoices.conversations.triaging import text_of, words_of
from manyvoices.core import clock
from manyvoices.people.models import Topic

log = structlog.get_logger()

LONGEST = 3600.0  # seconds
_learning = threading.Lock()


def learn_triage() -> None:
    """Begin to learn where there is enough new, in a thread that waits for a process of its own; never two at a time."""
    if is_worth_it() and _learning.acquire(blocking=False):
        threading.Thread(target=_beside, name="learning", daemon=True).start()


def is_worth_it() -> bool:
    """Whether people corrected enough since a model was last made. One query, two once there is a model."""
    last = TriageModel.objects.order_by("-version").values_list("made_at", flat=True).first()
    corrected = Correction.objects.filter(at__gt=last) if last else Correction.objects.all()
    return len(corrected.values_list("pk", flat=True)[:NEW]) >= NEW


def learn() -> TriageModel | None:
    """The model that was made, chosen if it is better; None while too few corrections are held out to say."""
    labels = labels_said()
    if sum(map(is_held_out, labels)) < FEWEST:
        return None
    chosen = TriageModel.objects.filter(chosen_at__isnull=False).order_by("-version").first()
    with tempfile.TemporaryDirectory(prefix="manyvoices-learning-") as name:
        folder = Path(name)
        _ask(folder, labels, chosen)
        command = [sys.executable, "-m", "manyvoices.conversations.learning.apart", name]
        subprocess.run(command, check=True, timeout=LONGEST, stdin=subprocess.DEVNULL)
        told: dict[str, Any] = json.loads((folder / "told.json").read_text())
        return _keep(told, (folder / "model").read_bytes(), len(labels))


def labels_said() -> list[Label]:
    """What people said last of each message, oldest first, as many as a model reads."""
    said: dict[int, dict[str, str]] = defaultdict(dict)
    texts: dict[int, str] = {}
    topics = dict(Topic.objects.values_list("pk", "name"))
    rows = Correction.objects.filter(message__deleted_at=None).select_related("message").order_by("-id")
    for row in rows[:MOST_LABELS].iterator():
        word = topics.get(int(row.said), "") if row.question == "topic" and row.said.isdigit() else row.said
        said[row.message_id].setdefault(row.question, word)
        texts[row.message_id] = text_of(row.message)
    return list(_labels((texts[pk], said[pk]) for pk in reversed(said) if texts[pk].strip()))


def _labels(found: Iterable[tuple[str, dict[str, str]]]) -> Iterator[Label]:
    for text, said in found:
        try:
            yield Label(text, **said)
        except ValueError:  # a word that is none of ours any more
            continue


@transaction.atomic
def _keep(told: dict[str, Any], data: bytes, labels: int) -> TriageModel:
    """The row of what was learned. One that is not better is kept as a line about it, without its numbers."""
    is_better, now = told.pop("is_better"), clock.now()
    last = TriageModel.objects.aggregate(last=Max("version"))["last"] or 0
    return TriageModel.objects.create(
        version=last + 1,
        data=data if is_better else b"",
        sha256=hashlib.sha256(data).hexdigest(),
        quality=told,
        labels=labels,
        made_at=now,
        chosen_at=now if is_better else None,
        because=_("Better on corrections that it never saw.")
        if is_better
        else _("Not better on corrections that it never saw, so what was there stays."),
    )


def _ask(folder: Path, labels: list[Label], chosen: TriageModel | None) -> None:
    topics = [(row.name, words_of(row)) for row in Topic.objects.filter(closed_at=None).order_by("id")]
    said = [
        {"text": one.text, "kind": one.kind, "urgency": one.urgency, "topic": one.topic} for one in labels
    ]
    (folder / "asked.json").write_text(json.dumps({"labels": said, "topics": topics}))
    if chosen is not None:
        (folder / "before").write_bytes(bytes(chosen.data))


def _beside() -> None:
    try:
        learn()
    except Exception:
        log.exception("triage could not learn")
    finally:
        connection.close()
        _learning.release()
