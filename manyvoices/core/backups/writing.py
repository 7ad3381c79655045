"""Writing the file: under another name first, sealed with the hash of all of it, then renamed."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from manyvoices.core.backups.manifest import NAME, Manifest, Member
from manyvoices.core.backups.sealing import SEAL, seal

CHUNK = 1 << 20
STORED = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".mp4", ".webm", ".avif")


class Writer:
    """Takes members; each is hashed on its way in."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self.members: list[Member] = []

    @contextmanager
    def member(self, name: str) -> Iterator[Callable[[bytes], None]]:
        """A function that adds bytes to the member `name` until the block ends."""
        kind = zipfile.ZIP_STORED if name.endswith(STORED) else zipfile.ZIP_DEFLATED
        info = zipfile.ZipInfo(name)
        info.compress_type, info.external_attr = kind, 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as target:

            def add(data: bytes) -> None:
                nonlocal size
                digest.update(data)
                size += len(data)
                target.write(data)

            yield add
        self.members.append(Member(name=name, size=size, sha256=digest.hexdigest()))

    def file(self, name: str, source: IO[bytes]) -> None:
        """A member with what `source` holds."""
        with self.member(name) as add:
            while chunk := source.read(CHUNK):
                add(chunk)

    def close(self, manifest: Manifest) -> None:
        """The manifest as the last member, and the place for the seal."""
        self._zip.writestr(NAME, manifest.model_dump_json(indent=1))
        self._zip.comment = SEAL + b"0" * 64


@contextmanager
def written(target: Path) -> Iterator[tuple[Writer, Path]]:
    """A Writer for `target` and a folder for what it needs meanwhile, both gone when the block fails.

    Until the block has ended nothing stands at `target`; whoever reads it finds all of it. Raises OSError.
    """
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700, parents=True)
    partial = aside / "partial"
    try:
        handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "r+b") as file:
            with zipfile.ZipFile(file, "w", compresslevel=1) as opened:
                yield Writer(opened), aside
            seal(file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
        _sync_folder(target.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # some file systems cannot; the rename is in their journal then
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
