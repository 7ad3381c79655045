"""`manyvoices up`: checks, migrates, starts web and worker, keeps them alive, stops them in time."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

import django
from django.utils.module_loading import import_string

from manyvoices.config import Config
from manyvoices.serve.children import Child, stop_all
from manyvoices.serve.logs import write_logs
from manyvoices.serve.port import answers, check_port
from manyvoices.shell.data_folder import hold_data_folder, prepare_data_folder

STOP_WITHIN = 20.0
LOOK_EVERY = 0.2
HEARTBEAT_EVERY = 5.0
READY_WITHIN = 30.0

log = logging.getLogger(__name__)


def up(
    config: Config,
    say: Callable[[str], None],
    program: str,
    *,
    ready: str = "manyvoices.serve.start.make_ready",
    also: Sequence[Child] = (),
) -> int:
    """Run Manyvoices until SIGTERM or Ctrl+C. Returns 0 when everything in flight was finished, else 1.

    `ready` names what brings the database up to date and returns the greeting; `also` are processes beside web and worker.

    Raises Problem when the machine, the settings or the database do not allow a start.
    """
    os.umask(0o077)
    prepare_data_folder(config.data_dir)
    with hold_data_folder(config.data_dir):
        check_port(config)
        write_logs()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
        django.setup()
        return Supervisor(config, ready, also).run(say, program)


class Supervisor:
    """Web and worker of one installation."""

    def __init__(self, config: Config, ready: str, also: Sequence[Child]) -> None:
        self.config = config
        self.ready = ready
        self.also = also
        self.web = Child("web", "manyvoices.serve.web")
        self.worker = Child("worker", "manyvoices.serve.worker")
        self.children = [self.web, self.worker, *also]
        self.stop = threading.Event()
        self.signals = 0

    def run(self, say: Callable[[str], None], program: str) -> int:
        """Start, greet, look after, stop."""
        make_ready = import_string(self.ready)  # models exist only after django.setup()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            self._start(make_ready, say, program)
            self._look_after()
        finally:
            if self.stop.is_set():
                say("Stopping: finishing what is in flight …")
            late = stop_all(self.children, STOP_WITHIN)
        if late:
            log.error("%s did not finish within %d s and was ended", " and ".join(late), STOP_WITHIN)
        return 1 if late else 0

    def _start(
        self, make_ready: Callable[[Config, str], str], say: Callable[[str], None], program: str
    ) -> None:
        """The web process loads its code while the database is brought up to date: a start is that much shorter."""
        self.web.start()
        text = make_ready(self.config, program)
        self.web.go()
        for child in self.also:
            child.start()
            child.go()
        if self._answers():
            say(text)
        self.worker.start()
        self.worker.go()

    def _look_after(self) -> None:
        from manyvoices.serve.heartbeats import Watch  # noqa: PLC0415 -- as above

        watch = Watch(self.worker)
        next_look = time.monotonic() + HEARTBEAT_EVERY
        while not self.stop.wait(LOOK_EVERY):
            for child in self.children:
                child.look_after()
            if time.monotonic() >= next_look:
                next_look = time.monotonic() + HEARTBEAT_EVERY
                if watch.hangs():
                    log.error("the worker gives no sign of life; ending it")
                    self.worker.kill()

    def _answers(self) -> bool:
        """Wait until the web process takes connections, so that the printed address works."""
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until and not self.stop.is_set():
            if answers(self.config):
                return True
            self.stop.wait(0.02)
            self.web.look_after()
        if not self.stop.is_set():
            log.error("nothing answers on port %d after %d s", self.config.port, READY_WITHIN)
        return False

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.signals += 1
        self.stop.set()
        if self.signals > 1:  # somebody is in a hurry
            for child in self.children:
                child.kill()
