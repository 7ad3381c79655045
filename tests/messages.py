"""Brings the translations in step with the code: `python -m tests.messages`.

Reads every text of the code and the templates (GNU gettext through Django's makemessages) into locale/<language>/django.po,
drops what is gone, and writes the compiled file beside it. Nothing is guessed: a new text stays empty until somebody
translates it, and tests/house/test_translations.py says which.
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("de",)
OPTIONS = ("--no-location", "--no-wrap", "--no-obsolete", "--ignore=tests", "--ignore=*/tests/*")


def main() -> int:
    """0 when everything is translated, else 1 with the number of texts that are not."""
    read_texts(ROOT / "manyvoices")
    left = 0
    for language in LANGUAGES:
        catalog = polib.pofile(str(po_file(language)))
        compiled(catalog, po_file(language).with_suffix(".mo"))
        left += len(catalog.untranslated_entries()) + len(catalog.fuzzy_entries())
    print(f"{left} texts are not translated." if left else "Every text is translated.")
    return 1 if left else 0


def po_file(language: str, package: Path = ROOT / "manyvoices") -> Path:
    """The file people translate in."""
    return package / "locale" / language / "LC_MESSAGES" / "django.po"


def read_texts(package: Path) -> None:
    """Bring the .po files of a copy of the package in step with its code. Raises CalledProcessError with gettext's words."""
    languages = [option for language in LANGUAGES for option in ("-l", language)]
    command = [sys.executable, "-m", "django", "makemessages", *languages, *OPTIONS]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    subprocess.run(
        command, cwd=package, env={**environ, "PYTHONPATH": ""}, check=True, capture_output=True, text=True
    )


def compiled(catalog: polib.POFile, target: Path) -> None:
    """Write what Django reads. Without dates, so that the same texts are the same bytes."""
    for volatile in ("POT-Creation-Date", "PO-Revision-Date"):
        catalog.metadata.pop(volatile, None)
    catalog.save_as_mofile(str(target))
    catalog.save(catalog.fpath)


if __name__ == "__main__":
    sys.exit(main())
