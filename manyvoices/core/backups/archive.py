"""Reading a backup: proved whole before anything is taken from it, and nothing of it lands where it should not."""

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from manyvoices.core.backups.manifest import FORMAT, NAME, Manifest, Member, is_safe
from manyvoices.core.backups.sealing import sealed

CHUNK = 1 << 20
LARGEST_MANIFEST = 64 << 20
DAMAGED = "is damaged or not complete: it is not as it was written. Nothing was changed. Take another backup."
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError)


class BadBackup(Exception):
    """The file is no backup that can be used; the text says why and what to do."""


class Archive:
    """An opened backup whose every byte was compared with what was written."""

    def __init__(self, path: Path, opened: zipfile.ZipFile, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self._zip = opened

    def parts(self, member: Member) -> Iterator[bytes]:
        """The bytes of a member. Raises BadBackup when they are not those that the manifest names."""
        digest, size = hashlib.sha256(), 0
        try:
            with self._zip.open(member.name) as source:
                while chunk := source.read(CHUNK):
                    size += len(chunk)
                    if size > member.size:
                        break
                    digest.update(chunk)
                    yield chunk
        except BROKEN:
            raise BadBackup(f"{self.path} {DAMAGED}") from None
        if size != member.size or digest.hexdigest() != member.sha256:
            raise BadBackup(f"{self.path} {DAMAGED}")

    def unpack(self, member: Member, target: Path) -> None:
        """Writes a member to a file that is not there yet, for its owner alone."""
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            for part in self.parts(member):
                file.write(part)
            file.flush()
            os.fsync(file.fileno())

    def verify(self) -> None:
        """Reads every member whole. Raises BadBackup."""
        for member in self.manifest.members:
            for _part in self.parts(member):
                pass


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The backup at `path`, for the block. Raises BadBackup, with one sentence."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise BadBackup(f"{path} cannot be read: {error.strerror}.") from None
    with file:
        _refuse_changed(path, file)
        try:
            archive = zipfile.ZipFile(file)
        except BROKEN:
            raise BadBackup(f"{path} {DAMAGED}") from None
        with archive:
            yield Archive(path, archive, _manifest(path, archive))


def _refuse_changed(path: Path, file: IO[bytes]) -> None:
    try:
        whole = sealed(file)
    except OSError as error:
        raise BadBackup(f"{path} cannot be read: {error.strerror}.") from None
    if whole is None:
        raise BadBackup(
            f"{path} is no whole backup of Manyvoices: its end is missing or it is another kind of file. "
            "Nothing was changed."
        )
    if not whole:
        raise BadBackup(f"{path} {DAMAGED}")


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    try:
        info = archive.getinfo(NAME)
        if info.file_size > LARGEST_MANIFEST:
            raise BadBackup(f"{path} {DAMAGED}")
        manifest = Manifest.model_validate_json(archive.read(info))
    except ValidationError as error:
        raise BadBackup(_unreadable(path, error)) from None
    except BROKEN:
        raise BadBackup(f"{path} {DAMAGED}") from None
    if manifest.format != FORMAT:
        raise BadBackup(
            f"{path} was written in format {manifest.format}, and this version reads format {FORMAT}. "
            f"Restore it with Manyvoices {manifest.version}."
        )
    _refuse_strange(path, archive, manifest)
    return manifest


def _unreadable(path: Path, error: ValidationError) -> str:
    place = ".".join(str(part) for part in error.errors()[0]["loc"]) or NAME
    return f"{path} cannot be read by this version of Manyvoices: its manifest says something unknown at {place}."


def _refuse_strange(path: Path, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """What we wrote is plain files under the names of the manifest, each once. Anything else was made by somebody else."""
    inside = [info for info in archive.infolist() if info.filename != NAME]
    said = {member.name: member.size for member in manifest.members}
    there = {info.filename: info.file_size for info in inside}
    links = [info for info in inside if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG)]
    twice = len(there) != len(inside) or len(said) != len(manifest.members)
    folded = {name.casefold() for name in said}
    if links or twice or said != there or len(folded) != len(said) or not all(map(is_safe, said)):
        raise BadBackup(
            f"{path} was not written by Manyvoices: it holds names that lead out of its folder, links, or files "
            "that its manifest does not name. Nothing was changed."
        )
