"""A model as bytes and back. Numbers and JSON only: nothing in it can run, and what is broken or too large is refused."""

import hashlib
import io
import json
import zipfile
from typing import Any

import numpy as np

from manyvoices.conversations.learning.cold_columns import KIND_COLUMNS
from manyvoices.conversations.learning.columns import MOST_COLUMNS, Columns
from manyvoices.conversations.learning.grams import BUCKETS
from manyvoices.conversations.learning.heads import MOST_VALUES, Head
from manyvoices.conversations.learning.model import HEADS, Model

FORMAT = b"manyvoices triage 1\n"
LARGEST, LARGEST_OPEN = 64_000_000, 256_000_000
_DIGEST = 32
_MOST_FAMILIES = 500


class NotAModel(ValueError):
    """These bytes are no model of this version."""


def to_bytes(model: Model) -> bytes:
    """The model with its digest before it; weights as half floats, which changes no answer that was sure."""
    heads = {
        name: {"values": head.values, "sharpness": head.sharpness, "labels": head.labels}
        for name, head in model.heads.items()
    }
    facts = json.dumps({"families": model.families, "heads": heads}).encode()
    arrays: dict[str, Any] = {
        "facts": np.frombuffer(facts, np.uint8),
        "buckets": model.columns.buckets,
        "rarity": model.columns.rarity,
    }
    for name, head in model.heads.items():
        arrays |= {f"{name}.weights": head.weights.astype(np.float16), f"{name}.bias": head.bias}
    body = _packed(arrays)
    return FORMAT + hashlib.sha256(body).digest() + body


def _packed(arrays: dict[str, Any]) -> bytes:
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)
    return packed.getvalue()


def from_bytes(kept: bytes) -> Model:
    """The model again. Refuses (NotAModel) what is damaged, of another version, too large or does not fit together."""
    start = len(FORMAT) + _DIGEST
    if not kept.startswith(FORMAT) or len(kept) > LARGEST:
        raise NotAModel("These bytes are no triage model of this version.")
    body = kept[start:]
    if hashlib.sha256(body).digest() != kept[len(FORMAT) : start]:
        raise NotAModel("The triage model is damaged.")
    try:
        return _opened(body)
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise NotAModel("The triage model does not fit together.") from error


def _opened(body: bytes) -> Model:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > LARGEST_OPEN:
            raise NotAModel("The triage model is too large.")
    with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
        facts = json.loads(arrays["facts"].tobytes())
        columns = Columns(arrays["buckets"].astype(np.int32), arrays["rarity"].astype(np.float32))
        families = tuple(map(str, facts["families"]))
        heads = {name: _head(told, arrays, name) for name, told in facts["heads"].items()}
    model = Model(columns, families, heads)
    if not _fits(model):
        raise NotAModel("The triage model does not fit together.")
    return model


def _head(told: dict[str, Any], arrays: Any, name: str) -> Head:
    weights = arrays[f"{name}.weights"].astype(np.float32)
    bias = arrays[f"{name}.bias"].astype(np.float32)
    return Head(tuple(map(str, told["values"])), weights, bias, float(told["sharpness"]), int(told["labels"]))


def _fits(model: Model) -> bool:
    """Whether every array has the shape and the range that the others expect."""
    buckets, rarity = model.columns.buckets, model.columns.rarity
    columns = len(buckets)
    if buckets.ndim != 1 or rarity.shape != buckets.shape or columns > MOST_COLUMNS:
        return False
    if columns and (buckets.min() < 0 or buckets.max() >= BUCKETS or (np.diff(buckets) <= 0).any()):
        return False
    if len(model.families) > _MOST_FAMILIES or not set(model.heads) <= set(HEADS):
        return False
    return all(_head_fits(head, columns + _extra(name, model)) for name, head in model.heads.items())


def _head_fits(head: Head, rows: int) -> bool:
    values = len(head.values)
    shaped = head.weights.shape == (rows, values) and head.bias.shape == (values,)
    finite = bool(
        np.isfinite(head.weights).all() and np.isfinite(head.bias).all() and np.isfinite(head.sharpness)
    )
    return shaped and finite and 2 <= values <= MOST_VALUES and head.labels > 0


def _extra(name: str, model: Model) -> int:
    """How many columns of the cold start a head reads beside the words."""
    return 0 if name == "topic" else KIND_COLUMNS + len(model.families)
