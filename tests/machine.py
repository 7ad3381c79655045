"""Installs what tests are skipped without: `./run test-setup`.

On Debian and Ubuntu, as root or with sudo: Chromium with a font, PostgreSQL, gettext, faketime; then Node 22 and the peer
server of the interoperability test. Elsewhere it says what to install. A second run finds all in place.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable

from tests import postgres
from tests.ground import faketime
from tests.interop import setup as interop

FONTS = ["fonts-dejavu-core", "fonts-noto-color-emoji"]


def main() -> int:
    """0 when everything is there now; else 1, after saying what is missing."""
    return system_packages() | interop.main()


def system_packages() -> int:
    """Install what is missing with apt-get."""
    wanted = missing()
    if not wanted:
        return 0
    if not shutil.which("apt-get") or not (os.geteuid() == 0 or shutil.which("sudo")):
        print(f"Please install with this system's own tools: {', '.join(wanted)}.", file=sys.stderr)
        return 1
    print(f"Installing {', '.join(wanted)} …", flush=True)
    return apt(["update", "-q"]) or apt(["install", "-q", "-y", "--no-install-recommends", *wanted])


def missing() -> list[str]:
    """Debian's names of the packages whose programs are not here."""
    return [
        *unless(shutil.which("chromium"), ["chromium", *FONTS]),
        *unless(postgres.programs(), ["postgresql"]),
        *unless(shutil.which("msgfmt"), ["gettext"]),
        *unless(faketime.library(), ["faketime"]),
    ]


def unless(there: object, packages: Iterable[str]) -> Iterable[str]:
    """The packages of a program that is not there."""
    return () if there else packages


def apt(arguments: list[str]) -> int:
    """Run apt-get without questions; its output only when it fails."""
    lead = [] if os.geteuid() == 0 else ["sudo"]
    command = [*lead, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        print(done.stdout, file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
