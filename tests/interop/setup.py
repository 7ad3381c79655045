"""Install what the interoperability tests need: Node 22 and the peer's locked JavaScript packages.

`python -m tests.interop.setup` (or `./run interop-setup`) does it; a second run finds all in place.
Both come from the package sources this machine is configured for: the lock files name versions and hashes,
never a host.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.interop.node import (
    CACHE,
    NODE_FOLDER,
    NODE_LOCK,
    PACKAGES,
    SOURCE,
    STAMP,
    digest_of,
    node_binary,
    packages_digest,
    stamped,
)


def main() -> int:
    """Set up both parts and return 0; on failure say which part failed and return 1."""
    try:
        set_up_node()
        set_up_packages()
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        print(f"Setting up the interoperability tests failed: {error}", file=sys.stderr)
        return 1
    print("The interoperability tests are ready.")
    return 0


def set_up_node() -> None:
    """Install Node into `.cache/node`, unless MANYVOICES_TEST_NODE names one or the locked one is there."""
    if os.environ.get("MANYVOICES_TEST_NODE"):
        if node_binary() is None:
            raise FileNotFoundError("MANYVOICES_TEST_NODE names no program that can be run")
        return
    wanted = digest_of(NODE_LOCK)
    if node_binary() is not None and stamped(NODE_FOLDER) == wanted:
        return
    installer = uv()
    shutil.rmtree(NODE_FOLDER, ignore_errors=True)
    target = ["--target", str(NODE_FOLDER), "--require-hashes", "-r", str(NODE_LOCK)]
    subprocess.run([*installer, "pip", "install", "--python", sys.executable, *target], check=True)
    (NODE_FOLDER / STAMP).write_text(wanted)


def uv() -> list[str]:
    """Return the command of uv: the project's own, the one on PATH, or the installed module."""
    own = CACHE / "uv" / "bin" / "uv"
    if own.exists():
        return [str(own)]
    found = shutil.which("uv")
    if found:
        return [found]
    if importlib.util.find_spec("uv") is None:
        raise FileNotFoundError(
            "uv is not installed; `./run` puts it into .cache/uv, and `pip install uv` helps too"
        )
    return [sys.executable, "-m", "uv"]


def set_up_packages() -> None:
    """Install the locked packages into `.cache/peer/node_modules`; no package's install script is run."""
    wanted = packages_digest()
    if stamped(PACKAGES) == wanted:
        return
    node = node_binary()
    if node is None:
        raise FileNotFoundError("Node was not found after its installation")
    PACKAGES.mkdir(parents=True, exist_ok=True)
    (PACKAGES / STAMP).unlink(missing_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(SOURCE / name, PACKAGES / name)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run([*npm(node), "ci", *options], cwd=PACKAGES, env={**os.environ, "PATH": path}, check=True)
    (PACKAGES / STAMP).write_text(wanted)


def npm(node: Path) -> list[str]:
    """Return the command of npm that came with this Node.

    The wheel's `bin/npm` is a plain copy of a symbolic link and fails, so npm's own file is run with Node.
    """
    script = node.resolve().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(script)] if script.exists() else ["npm"]


if __name__ == "__main__":
    sys.exit(main())
