"""The product itself, for tests of the whole: supervisor, web and worker as a person starts them.

`with Product.start(folder) as product:` starts it on a free loopback port and ends it with all its processes. The folder
keeps data and secrets, so that `restart()` is the same installation again. PostgreSQL where the tests' variable names a
server (a fresh database, one product at a time in a process), else SQLite.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import psutil

from manyvoices.serve.tests.clients import free_port
from manyvoices.shell.tests.running import environment
from tests.ground.databases import SERVER, fresh_database
from tests.visitor import Page, Visitor

T = TypeVar("T")
Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 180.0
STOP_SECONDS = 30.0
PATIENCE = 40.0  # only a failing test ever waits that long
WORKER = "manyvoices.serve.worker"
WEB = "manyvoices.serve.web"


class Product:
    """One installation. Federates with servers on this machine, under the address that it listens on."""

    def __init__(self, folder: Path, database_url: str, settings: dict[str, str]) -> None:
        self.folder = folder
        self.port = free_port()
        self.host = f"127.0.0.1:{self.port}"
        self.origin = f"http://{self.host}"
        ours = {"MANYVOICES_BIND": self.host, "MANYVOICES_BASE_URL": self.origin}
        peers = {"MANYVOICES_ALLOW_LOOPBACK_PEERS": "1"}
        self.env = environment(folder / "data", DATABASE_URL=database_url, **ours, **peers, **settings)
        self.process: subprocess.Popen[bytes] | None = None
        self._inside: subprocess.Popen[str] | None = None
        self._ground = ExitStack()

    @classmethod
    def start(cls, folder: Path, **settings: str) -> Self:
        """A running product in `folder`, with more `settings` as MANYVOICES_* variables."""
        ground = ExitStack()
        with ground:
            url = ground.enter_context(fresh_database("postgresql" if SERVER else "sqlite"))
            product = cls(folder, url, settings)
            folder.mkdir(parents=True, exist_ok=True)
            product.launch()
            product._ground = ground.pop_all()
        return product

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        try:
            self._leave()
            self.stop()
        finally:
            self._end_session()
            self._ground.close()

    def launch(self) -> None:
        """Start the processes and return when the product has greeted. Fails with its output when it does not."""
        command = [sys.executable, "-m", "manyvoices", "up"]
        with self._log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        greeted = len(self.printed())
        try:
            self.wait_for(lambda: "Stop with Ctrl+C" in self._printed_since(greeted), START_SECONDS)
        except BaseException:
            self._end_session()
            raise

    def stop(self) -> None:
        """Ask it to finish, as Ctrl+C does, and wait. Fails when it could not finish what was in flight."""
        process, self.process = self.process, None
        if process is None:
            return
        process.terminate()
        try:
            code = process.wait(STOP_SECONDS)
        finally:
            process.kill()
            process.wait()
        assert code == 0, f"the product ended with {code}:\n{self.printed()}"

    def kill9(self) -> None:
        """The power cut: every process of it ends at once, without a last word."""
        self._end_session()

    def restart(self) -> None:
        """Stop if it runs, and start again with the same data on the same port."""
        self.stop()
        self.launch()

    def child(self, module: str = WORKER) -> psutil.Process:
        """The process that runs `module`. Fails when there is none."""
        assert self.process is not None, "the product is stopped"
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.Error):  # it may end while we look
                if module in child.cmdline():
                    return child
        raise AssertionError(f"no process runs {module}:\n{self.printed()}")

    def printed(self) -> str:
        """All it has written to the terminal."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def set_up_link(self) -> str:
        """The one-time link of the last start."""
        lines = [line.split() for line in self.printed().splitlines() if line.startswith("  Set up ")]
        return lines[-1][2]

    def visitor(self) -> Visitor:
        """Somebody who reads its pages, with an own cookie jar."""
        return Visitor(self.origin)

    def page(self, path: str, accept: str = "text/html", **headers: str) -> Page:
        """What a stranger gets at a path (or whole address of ours); redirects are followed."""
        return self.visitor().get(path, accept=accept, **headers)

    def document(self, address: str) -> Json:
        """The ActivityPub document at an address. Fails when there is none."""
        page = self.page(address, accept="application/activity+json")
        assert page.status == 200, f"{address}: {page.status} {page.text[:300]}"
        body: Json = json.loads(page.text)
        return body

    def ask(self, act: str, **given: Any) -> Any:
        """Do one of the acts of `tests.inside.acts` in a process of its own with the product's environment."""
        if self._inside is None:
            self._inside = subprocess.Popen(
                [sys.executable, "-m", "tests.inside"],
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._inside.stdin is not None
        assert self._inside.stdout is not None
        self._inside.stdin.write(json.dumps({"act": act, "given": given}) + "\n")
        self._inside.stdin.flush()
        answer = json.loads(self._inside.stdout.readline())
        assert "failed" not in answer, answer["failed"]
        return answer["said"]

    def set_up(self) -> None:
        """Ada of Northlight set it up: voices @northlight (the brand's) and @ada (her own)."""
        self.ask("set_up")

    def publish(self, handle: str, text: str, *, wait: bool = True, **more: Any) -> Json:
        """A post of Ada's through `handle`: {post, uri, url}. With `wait` it stands on our server already.

        More: `content_warning`, `alt` (adds a picture that it describes), `kind`.
        """
        post: str = self.ask("publish", handle=handle, text=text, **more)
        if not wait:
            return {"post": post}
        found: Json = self.wait_for(lambda: self.ask("published", post=post))
        return {"post": post, **found}

    def edit(self, post: str, text: str) -> None:
        """Ada edits a published post; the worker does the rest."""
        self.ask("edit", post=post, text=text)

    def remove(self, post: str) -> None:
        """Ada takes a post back; the worker does the rest."""
        self.ask("remove", post=post)

    def wait_for(self, answer: Callable[[], T | Literal[False] | None], seconds: float = PATIENCE) -> T:
        """The first true answer. Fails with the product's output when there is none in time."""
        until = time.monotonic() + seconds
        while not (found := answer()):
            alive = self.process is not None and self.process.poll() is None
            tail = "\n".join(line for line in self.printed().splitlines() if " WARNING django" not in line)[
                -6000:
            ]
            assert alive, f"the product ended:\n{tail}"
            assert time.monotonic() < until, f"not seen in {seconds} s; the product said:\n{tail}"
            time.sleep(0.05)
        return found

    @property
    def _log(self) -> Path:
        return self.folder / "output.txt"

    def _printed_since(self, start: int) -> str:
        return self.printed()[start:]

    def _leave(self) -> None:
        inside, self._inside = self._inside, None
        if inside is not None:
            with inside:
                inside.kill()

    def _end_session(self) -> None:
        """Kill what belongs to the session that `launch` opened: children are in process groups of their own."""
        process, self.process = self.process, None
        if process is None:
            return
        family = [process.pid, *(child.pid for child in _descendants(process.pid))]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


def _descendants(pid: int) -> list[psutil.Process]:
    try:
        found: list[psutil.Process] = psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return found
