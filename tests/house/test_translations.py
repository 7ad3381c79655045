"""Every text is translated, with the same gaps in it, and what Django reads is what people translated."""

import re
import shutil
from pathlib import Path

import polib
import pytest

from tests.house.source import PACKAGE
from tests.messages import LANGUAGES, compiled, po_file, read_texts

GAPS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
needs_gettext = pytest.mark.skipif(not shutil.which("xgettext"), reason="no gettext")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_the_same_gaps(language: str) -> None:
    catalog = polib.pofile(str(po_file(language)))
    assert not [entry.msgid for entry in catalog.untranslated_entries()][:10]
    assert not [entry.msgid for entry in catalog.fuzzy_entries()][:10]
    wrong = [entry.msgid for entry in catalog if not same_gaps(entry)]
    assert not wrong


@needs_gettext
def test_the_catalogues_are_in_step_with_the_code(tmp_path: Path) -> None:
    """Otherwise: python -m tests.messages."""
    copy = tmp_path / "manyvoices"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("tests", "static", "migrations", "*.pyc"))
    read_texts(copy)
    for language in LANGUAGES:
        there = texts(po_file(language))
        now = texts(po_file(language, copy))
        assert now - there == set(), "new texts are missing"
        assert there - now == set(), "texts that are gone are still there"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_texts(language: str, tmp_path: Path) -> None:
    shutil.copy(po_file(language), tmp_path / "django.po")
    compiled(polib.pofile(str(tmp_path / "django.po")), tmp_path / "django.mo")
    kept = polib.mofile(str(po_file(language).with_suffix(".mo")))
    fresh = polib.mofile(str(tmp_path / "django.mo"))
    assert {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in kept} == {
        (e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in fresh
    }


def test_a_lost_gap_would_be_noticed() -> None:
    """The broken twin."""
    assert not same_gaps(polib.POEntry(msgid="%(n)s posts", msgstr="Beiträge"))
    assert same_gaps(polib.POEntry(msgid="%(n)s posts", msgstr="Beiträge: %(n)s"))


def same_gaps(entry: polib.POEntry) -> bool:
    """Whether each translation has the gaps of its text; of two plural forms the first may leave the number out."""
    if not entry.msgid_plural:
        return sorted(GAPS.findall(entry.msgid)) == sorted(GAPS.findall(entry.msgstr))
    wanted = set(GAPS.findall(entry.msgid_plural))
    last = entry.msgstr_plural[max(entry.msgstr_plural)]
    return set(GAPS.findall(last)) == wanted and all(
        set(GAPS.findall(text)) <= wanted for text in entry.msgstr_plural.values()
    )


def texts(file: Path) -> set[tuple[str | None, str]]:
    """The texts of a catalogue with their contexts."""
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(file))}
