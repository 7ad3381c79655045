"""Reads a CSV file of messages and labels, whatever it calls its columns, and refuses what could be read in two ways."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from manyvoices.core.refusals import Invalid

TEXTS = (
    "text", "message", "tweet", "content", "body", "question", "query", "utterance", "sentence", "review", "narrative",
    "comment", "post",
)  # fmt: skip
LABELS = (
    "label", "category", "class", "topic", "intent", "kind", "type", "tag", "target", "y", "complaint", "is_complaint",
)  # fmt: skip
# A column called so is the text where another column can only be the label, and the label beside a text.
_EITHER = ("complaint", "complaints")
_YES = {
    "1",
    "1.0",
    "true",
    "t",
    "yes",
    "y",
    "ja",
    "wahr",
    "complaint",
    "complaints",
    "is complaint",
    "beschwerde",
}
_NO = {
    "0", "0.0", "false", "f", "no", "n", "nein", "falsch", "none", "not complaint", "no complaint", "non complaint",
    "not a complaint", "noncomplaint", "notcomplaint", "keine beschwerde", "other", "question", "praise", "idea", "spam",
}  # fmt: skip
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """Messages with their labels in the order of the file, and which columns were read."""

    rows: tuple[tuple[str, str], ...]
    columns: str


def read_sheet(path: Path) -> Sheet:
    """The rows that have both a text and a label. Refuses (Invalid) what cannot be read as such a file."""
    lines = _lines(_decoded(path))
    if not lines:
        raise Invalid(file=f"{path} is empty.")
    text, label, has_header = _columns(lines, path)
    body = lines[1:] if has_header else lines
    rows = [(line[text], line[label].strip()) for line in body if len(line) > max(text, label)]
    rows = [row for row in rows if row[0].strip() and row[1]]
    if len({said for _, said in rows}) < 2:
        raise Invalid(file=f"{path} needs messages with at least two different labels.")
    named = f"{lines[0][text]}, {lines[0][label]}" if has_header else f"columns {text + 1} and {label + 1}"
    return Sheet(tuple(rows), named)


def complaints(sheet: Sheet) -> list[tuple[str, bool]]:
    """Each message and whether it is a complaint. Refuses (Invalid) labels that do not say so."""
    unclear = sorted({said for _, said in sheet.rows if _meaning(said) is None})
    if unclear:
        raise Invalid(
            label="These labels do not say whether it is a complaint: "
            f"{', '.join(repr(said) for said in unclear[:6])}. Use 1 and 0, yes and no, or complaint and not complaint."
        )
    return [(text, _meaning(said) is True) for text, said in sheet.rows]


def _meaning(said: str) -> bool | None:
    plain = " ".join(said.lower().replace("_", " ").replace("-", " ").split())
    return True if plain in _YES else False if plain in _NO else None


def _decoded(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise Invalid(file=f"{path} is larger than {_LARGEST // 1_000_000} MB.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Invalid(file=f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Invalid(file=f"{path} is not UTF-8; save it as UTF-8 and try again.") from error


def _lines(told: str) -> list[list[str]]:
    """Those that say anything. The largest cell is a setting of the whole process, which others refuse files by."""
    delimiter, before = max(",;\t", key=told.split("\n", 1)[0].count), csv.field_size_limit(_LARGEST)
    try:
        return [line for line in csv.reader(io.StringIO(told, newline=""), delimiter=delimiter) if any(line)]
    finally:
        csv.field_size_limit(before)


def _columns(lines: Sequence[Sequence[str]], path: Path) -> tuple[int, int, bool]:
    """Which column holds the text and which the label, and whether the first line names them."""
    names = [name.strip().lower().replace(" ", "_") for name in lines[0]]
    text = next((names.index(name) for name in TEXTS if name in names), None)
    labels = [names.index(name) for name in LABELS if name in names]
    if text is None and len(labels) > 1:
        text = next((names.index(name) for name in _EITHER if name in names), None)
    label = next((place for place in labels if place != text), None)
    if text is not None and label is not None:
        return text, label, True
    if text is None and label is None and len(names) == 2:
        longer = [sum(len(line[place]) for line in lines if len(line) == 2) for place in (0, 1)]
        return (0, 1, False) if longer[0] >= longer[1] else (1, 0, False)
    raise Invalid(
        file=f"{path} has the columns {', '.join(lines[0])}. Name the messages `text` and what they are `label`."
    )
