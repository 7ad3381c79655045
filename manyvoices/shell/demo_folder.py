"""Where the demo lives: a folder of its own inside the data folder, with ports of its own, removed without a trace."""

import shutil
import socket
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path

from manyvoices.config import OTHER_NAMES, OTHER_PREFIXES, PREFIX
from manyvoices.demo_mark import HOST, DemoMark, read_mark, write_mark
from manyvoices.shell.data_folder import PRIVATE, hold_data_folder, prepare_data_folder
from manyvoices.shell.problems import ENVIRONMENT, USAGE, Problem

FIRST_PORT, MOST_TRIED = 8000, 1000


def folder_of(environ: Mapping[str, str]) -> Path:
    """`demo` inside the data folder. Nothing else of a real installation's settings is read."""
    return Path(environ.get(f"{PREFIX}DATA_DIR") or "manyvoices-data").expanduser().absolute() / "demo"


def prepare(folder: Path, port: int | None) -> DemoMark:
    """The demo's mark, written now if there is none. Raises Problem: running already, a port that is taken or another one."""
    known = read_mark(folder) if folder.exists() else None
    if known is None:
        return _begin(folder, port)
    if port is not None and port != known.port:
        raise Problem(
            f"This demo was made on port {known.port}, and its addresses hold it. "
            f"Make it anew with --fresh --port {port}.",
            USAGE,
        )
    hold_data_folder(folder).close()
    for taken in (known.port, known.peer_port):
        if not is_free(taken):
            raise Problem(
                f"The demo was made on port {taken}, which another program uses now. Stop that program, "
                "or make the demo anew on free ports with --fresh.",
                ENVIRONMENT,
            )
    return known


def remove(folder: Path) -> bool:
    """Take the demo away, and the folder around it if the demo made that. Returns whether there was one.

    Raises Problem while it runs, and for a folder that is no demo's.
    """
    if not folder.exists():
        return False
    mark = read_mark(folder)
    if mark is None:
        raise Problem(f"{folder} holds no demo. Nothing was removed.", USAGE)
    with hold_data_folder(folder):
        shutil.rmtree(folder)
    if mark.made_parent:
        with suppress(OSError):  # somebody put something beside the demo: it stays
            folder.parent.rmdir()
    return True


def move_in(folder: Path, mark: DemoMark, environ: MutableMapping[str, str]) -> None:
    """Make `environ` the demo's own: no setting of a real installation reaches it, least of all its database."""
    for name in list(environ):
        if name == "DATABASE_URL" or (name.startswith(PREFIX) and not _is_kept(name)):
            del environ[name]
    environ[f"{PREFIX}DATA_DIR"] = str(folder)
    environ[f"{PREFIX}BIND"] = f"{HOST}:{mark.port}"
    environ[f"{PREFIX}BASE_URL"] = mark.origin
    environ[f"{PREFIX}ALLOW_LOOPBACK_PEERS"] = "1"
    environ["DJANGO_SETTINGS_MODULE"] = "manyvoices.settings"


def is_free(port: int) -> bool:
    """Whether nobody listens on the port, under either of the addresses that `localhost` may mean."""
    for family, host in ((socket.AF_INET, HOST), (socket.AF_INET6, "::1")):
        with socket.socket(family, socket.SOCK_STREAM) as trying:
            trying.settimeout(1)
            if trying.connect_ex((host, port)) == 0:
                return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            trying.bind((HOST, port))
            return True
    return False


def _begin(folder: Path, port: int | None) -> DemoMark:
    if port is not None and not is_free(port):
        raise Problem(
            f"Port {port} is taken by another program. Choose another one with --port.", ENVIRONMENT
        )
    own = port or next(_free_from(FIRST_PORT), 0)
    peer = next(_free_from(own + 1), 0)
    if not own or not peer:
        raise Problem(
            f"No two ports from {own or FIRST_PORT} on are free. Choose another one with --port.", ENVIRONMENT
        )
    made_parent = not folder.parent.exists()
    folder.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    prepare_data_folder(folder)
    mark = DemoMark(own, peer, made_parent)
    write_mark(folder, mark)
    return mark


def _free_from(first: int) -> Iterator[int]:
    return (port for port in range(first, min(first + MOST_TRIED, 65536)) if is_free(port))


def _is_kept(name: str) -> bool:
    return name in OTHER_NAMES or name.startswith(OTHER_PREFIXES)
