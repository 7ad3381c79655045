"""One file that holds an installation: written while it is in use, proved whole before anything is read from it."""

from manyvoices.core.backups.archive import Archive, BadBackup, opened
from manyvoices.core.backups.manifest import FORMAT, Manifest, Member, key_print

__all__ = ["FORMAT", "Archive", "BadBackup", "Manifest", "Member", "key_print", "opened"]
