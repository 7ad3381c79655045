"""A mail server on loopback, in a thread: what arrives is kept, and it misbehaves as told."""

import base64
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


@dataclass
class PostOffice:
    """`answers` replaces what is said to a command, by its first word ("RCPT"), or to a whole line; "." is the end of
    DATA and "drop" hangs up. `letters` are (to, message) that were taken; `seen` are messages it dropped after DATA.
    """

    certificate: tuple[str, str] | None = None
    tls_from_start: bool = False
    login: tuple[str, str] | None = None
    mechanisms: str = "PLAIN LOGIN"
    answers: dict[str, str] = field(default_factory=dict)
    answers_once: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0  # a byte of the greeting this often
    port: int = 0
    connections: int = 0
    commands: list[str] = field(default_factory=list)
    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    dropped: list[EmailMessage] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def wait(self, count: int, seconds: float = 20.0) -> list[tuple[str, EmailMessage]]:
        """The letters, once there are `count`. Fails when they do not come."""
        until = time.monotonic() + seconds
        while len(self.letters) < count:
            assert time.monotonic() < until, f"{len(self.letters)} of {count} letters; {self.commands}"
            time.sleep(0.02)
        return self.letters


@contextmanager
def running(office: PostOffice) -> Iterator[PostOffice]:
    """The office while it is open, on a free port of 127.0.0.1."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        office.port = listener.getsockname()[1]
        listener.settimeout(0.05)
        thread = threading.Thread(target=_accept, args=(office, listener))
        thread.start()
        try:
            yield office
        finally:
            office.stopping.set()
            thread.join()


def _accept(office: PostOffice, listener: socket.socket) -> None:
    guests: list[threading.Thread] = []
    while not office.stopping.is_set():
        with suppress(TimeoutError):
            line, _ = listener.accept()
            office.connections += 1
            guests.append(threading.Thread(target=_serve, args=(office, line)))
            guests[-1].start()
    for guest in guests:
        guest.join()


def _serve(office: PostOffice, line: socket.socket) -> None:
    line.settimeout(20)
    conversation = _Conversation(office, line)
    try:
        conversation.run()
    except (OSError, ssl.SSLError, _HangUp):
        pass
    finally:
        conversation.close()


class _HangUp(Exception):
    """The office ends the connection without a word."""


class _Conversation:
    """One guest. Each verb has its method; what is not known is 500."""

    def __init__(self, office: PostOffice, line: socket.socket) -> None:
        self.office, self.line, self.to, self.body = office, line, "", b""
        self.file = line.makefile("rb")
        self.signed_in = False

    def close(self) -> None:
        self.file.close()
        self.line.close()

    def run(self) -> None:
        if self.office.tls_from_start:
            self._protect()
        self._greet()
        while (line := self.file.readline()) and not self.office.stopping.is_set():
            text = line.decode().strip()
            self.office.commands.append(text)
            verb = text.split(" ")[0].upper()
            told = self._told(text) or self._told(verb)
            if told is not None:
                self._say(told)
            elif (known := getattr(self, f"_{verb.lower()}", None)) is not None:
                known(text)
            else:
                self._say("500 5.5.1 not known here")
            if verb == "QUIT":
                return

    def _told(self, key: str) -> str | None:
        return self.office.answers_once.pop(key, None) or self.office.answers.get(key)

    def _greet(self) -> None:
        greeting = self.office.answers.get("greeting", "220 post.example ESMTP")
        if not self.office.drip:
            return self._say(greeting)
        for sign in greeting.encode():
            if self.office.stopping.wait(self.office.drip):
                raise _HangUp
            self.line.sendall(bytes([sign]))
        return None

    def _say(self, text: str) -> None:
        if text == "drop":
            raise _HangUp
        self.line.sendall(text.encode() + b"\r\n")

    def _ehlo(self, _text: str) -> None:
        offers = ["post.example"]
        protected = isinstance(self.line, ssl.SSLSocket)
        if self.office.certificate and not protected:
            offers.append("STARTTLS")
        if self.office.login:
            offers.append(f"AUTH {self.office.mechanisms}")
        for offer in offers[:-1]:
            self._say(f"250-{offer}")
        self._say(f"250 {offers[-1]}")

    def _starttls(self, _text: str) -> None:
        self._say("220 go ahead")
        self._protect()

    def _protect(self) -> None:
        assert self.office.certificate is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.office.certificate)
        self.file.close()
        self.line = context.wrap_socket(self.line, server_side=True)
        self.file = self.line.makefile("rb")

    def _auth(self, text: str) -> None:
        if text.startswith("AUTH PLAIN"):
            given = base64.b64decode(text.split(" ")[2]).decode().split("\0")[1:]
        else:
            given = [self._asked("334 VXNlcm5hbWU6"), self._asked("334 UGFzc3dvcmQ6")]
        self.signed_in = tuple(given) == self.office.login
        self._say("235 2.7.0 welcome" if self.signed_in else "535 5.7.8 Authentication failed")

    def _asked(self, question: str) -> str:
        self._say(question)
        return base64.b64decode(self.file.readline().strip()).decode()

    def _mail(self, _text: str) -> None:
        wanted = self.office.login is not None and not self.signed_in
        self._say("530 5.7.0 sign in first" if wanted else "250 2.1.0 ok")

    def _rcpt(self, text: str) -> None:
        self.to = text.partition("<")[2].rstrip(">")
        self._say("250 2.1.5 ok")

    def _data(self, _text: str) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.file.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        message = message_from_bytes(b"".join(lines), policy=default)
        told = self._told(".")
        if told == "drop":
            self.office.dropped.append(message)
        if told is None:
            self.office.letters.append((self.to, message))
        self._say(told or "250 2.0.0 queued as 1A2B")

    def _rset(self, _text: str) -> None:
        self._say("250 2.0.0 ok")

    _noop = _rset

    def _quit(self, _text: str) -> None:
        self._say("221 2.0.0 bye")
