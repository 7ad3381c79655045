"""How well messages are sorted: what was measured, and when it is learned again. Seven queries at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from manyvoices.conversations.corrections import still_missing
from manyvoices.conversations.models import Correction, TriageModel

SHOWN = 20
# The questions in the order in which they matter; `other` tells apart what is no complaint.
QUESTIONS = ("complaint", "other", "topic", "urgency")


@dataclass(frozen=True, slots=True)
class Answered:
    """One question: the share (percent) met by this model and by the cold start, out of so many held-out corrections.

    None where it was not measured.
    """

    question: str
    met: int | None
    cold: int | None
    out_of: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorting:
    """`chosen` sorts now, None is the cold start. `missing` corrections until it is learned again; `last` was the last try."""

    chosen: TriageModel | None
    answered: Sequence[Answered]
    last: TriageModel | None
    versions: Sequence[TriageModel]
    corrected: Mapping[str, int]
    since_last: int
    missing: int


def sorting() -> Sorting:
    """How it stands now."""
    models = TriageModel.objects.defer("data").order_by("-version")
    versions = list(models[:SHOWN])
    chosen, last = models.filter(chosen_at__isnull=False).first(), versions[0] if versions else None
    corrections = Correction.objects.all()
    counted = dict(corrections.order_by().values_list("question").annotate(Count("pk")))
    since = corrections.filter(at__gt=last.made_at).count() if last else sum(counted.values())
    messages = corrections.values("message").distinct().count()
    return Sorting(
        chosen=chosen,
        answered=answers_of(chosen or last),
        last=last,
        versions=versions,
        corrected={name: counted.get(name, 0) for name in ("kind", "topic", "urgency")},
        since_last=since,
        missing=still_missing(messages, since),
    )


def answers_of(model: TriageModel | None) -> list[Answered]:
    """What was measured of a model beside the cold start, question by question; those that nobody answered are left out."""
    if model is None:
        return []
    own, cold = _measured(model.quality), _measured(_cold(model))
    asked = [name for name in QUESTIONS if name in own or name in cold]
    return [
        Answered(
            name, _percent(own.get(name)), _percent(cold.get(name)), _labels(own.get(name, cold.get(name)))
        )
        for name in asked
    ]


def _cold(model: TriageModel) -> dict[str, Any]:
    """What the cold start was measured at on the same corrections; of a first model that is what was there before."""
    before = model.quality.get("before") if model.version == 1 else None
    return model.quality.get("cold") or before or {}


def _measured(quality: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return quality.get("measured") or {}


def _percent(measured: Mapping[str, Any] | None) -> int | None:
    return round(100 * float(measured["accuracy"])) if measured else None


def _labels(measured: Mapping[str, Any] | None) -> int:
    return int(measured["labels"]) if measured else 0
