"""Backups in words for people."""

from pathlib import Path

from manyvoices.core.backups import Manifest

# What people count a backup by.
SHOWN = {
    "people_person": "people",
    "voices_voice": "voices",
    "publishing_post": "posts",
    "media_file": "pictures",
    "federation_follower": "followers",
}
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def described(manifest: Manifest, size: int) -> str:
    """What a backup holds, in one line."""
    held = ", ".join(f"{manifest.counts.get(table, 0):,} {word}" for table, word in SHOWN.items())
    when = f"{manifest.made_at:%Y-%m-%d %H:%M} UTC"
    return f"Manyvoices {manifest.version}, {KINDS[manifest.database]}, {when}, {megabytes(size)}: {held}."


def verified(file: Path, manifest: Manifest) -> str:
    """What is said of a backup that was read whole."""
    return f"{file} is whole.\n{described(manifest, file.stat().st_size)}\n{guarding(manifest)}"


def guarding(manifest: Manifest) -> str:
    """What somebody who keeps the file must know about the keys."""
    if manifest.keys_inside:
        return "It holds the keys: whoever has it can speak as every voice, so keep it like a password."
    return (
        "It does not hold the encryption keys, which stand in MANYVOICES_ENCRYPTION_KEYS: keep them as well, "
        "or channels must be connected anew. Who has the file still reads what everybody wrote."
    )


def megabytes(size: int) -> str:
    """A size for people."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
