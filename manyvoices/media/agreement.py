"""Whether the media folder and its rows agree: no row without its file, no file without its row."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage

from manyvoices.core import clock
from manyvoices.media.models import File, Subtitle

# A file is written before its row: one this young may still get it.
YOUNG = timedelta(hours=1)
ASIDE = "media-aside"


@dataclass(frozen=True)
class Agreement:
    """`missing`: names of rows whose file is gone. `orphans`: files that no row names."""

    missing: list[str]
    orphans: list[Path]


def agreement() -> Agreement:
    """How folder and rows stand now; changes nothing."""
    rows = {*File.objects.values_list("name", flat=True), *Subtitle.objects.values_list("name", flat=True)}
    folder = Path(default_storage.path(""))
    there = {path.name: path for path in folder.iterdir() if path.is_file()} if folder.is_dir() else {}
    young = (clock.now() - YOUNG).timestamp()
    old = (path for name, path in there.items() if name not in rows and path.stat().st_mtime < young)
    return Agreement(sorted(rows - there.keys()), sorted(old))


def move_orphans_aside(aside: Path) -> int:
    """Moves files that no row names to the folder `aside`, where nobody is served them; returns how many."""
    orphans = agreement().orphans
    if orphans:
        aside.mkdir(exist_ok=True, mode=0o700)
    for orphan in orphans:
        orphan.rename(aside / orphan.name)
    return len(orphans)
