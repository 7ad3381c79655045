"""Reading a mailbox by IMAP (RFC 3501), changing nothing in it: opened, protected, signed in, looked at, closed.

imaplib knows the protocol, and nothing of a whole deadline or of how much a server may send: the line is cut from outside
when the time is over, and whatever is read is counted.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from threading import Timer
from typing import Any

from manyvoices.core import clock
from manyvoices.core.mail.dialing import Found, all_here, dial, find
from manyvoices.core.mail.troubles import MailTrouble, Trouble
from manyvoices.core.mail.wire import in_words

DEADLINE = 30.0  # seconds for the look-up, the conversation and all letters together
# Of one letter; what comes after is not read.
MOST_BYTES = 2 * 1024 * 1024
# Of one look, whatever the server sends.
MOST_READ = 48 * 1024 * 1024
MOST_LETTERS = 20
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Mailbox:
    """Where letters wait. The password never shows in a log."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"


@dataclass(frozen=True)
class Place:
    """How far a mailbox was read: `validity` says in which numbering (RFC 3501, 2.3.1.1), `uid` up to which letter."""

    validity: int
    uid: int


@dataclass(frozen=True)
class Fetched:
    """One letter; `is_cut` says that it was larger than what is read."""

    uid: int
    raw: bytes
    is_cut: bool


@dataclass(frozen=True)
class Look:
    """What is new after a place, and where to go on. `renumbered`: the place before means nothing any more."""

    letters: Sequence[Fetched]
    place: Place
    more: bool
    renumbered: bool = False


def look(box: Mailbox, after: Place | None, since: date, deadline: float = DEADLINE) -> Look:
    """At most MOST_LETTERS that came after a place; without one nothing but where the mailbox stands now.

    Where the server numbered its letters anew, all since a day are told again: who stores them knows them by their names.
    Blocks; run it beside the event loop. Everything it raises is a MailTrouble.
    """
    until = clock.elapsed() + deadline
    with _in_plain_words(box, until):
        found = find(box.host, box.port)
        if box.security == "none" and not all_here(found):
            raise MailTrouble(Trouble.OPEN)
        with _Line(found, until) as line:
            server = _Server(box, line.secured(box), until)
            try:
                server.greet()
                return _looked(server, box, after, since)
            finally:
                server.leave()


def _looked(server: "_Server", box: Mailbox, after: Place | None, since: date) -> Look:
    name = box.folder.replace("\\", "\\\\").replace('"', '\\"')
    answer, said = server.select(f'"{name}"', readonly=True)
    if answer != "OK":
        raise MailTrouble(Trouble.NO_MAIL, in_words(_first(said)))
    validity, following = _number(server, "UIDVALIDITY"), _number(server, "UIDNEXT")
    if after is None:
        return Look((), Place(validity, max(following - 1, 0)), more=False)
    renumbered = after.validity != validity
    day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
    asked = ("SINCE", day) if renumbered else ("UID", f"{after.uid + 1}:*")
    start = 0 if renumbered else after.uid
    uids = sorted(uid for uid in server.search(asked) if uid > start)
    letters = [one for one in map(server.letter, uids[:MOST_LETTERS]) if one is not None]
    last = max(uids[:MOST_LETTERS], default=max(following - 1, 0) if renumbered else start)
    return Look(letters, Place(validity, last), len(uids) > MOST_LETTERS, renumbered)


class _Line:
    """A connection that is cut when its time is over."""

    def __init__(self, found: Sequence[Found], until: float) -> None:
        self._found, self._until = found, until
        self._lines: list[socket.socket] = []

    def __enter__(self) -> "_Line":
        line = dial(self._found, self._until)
        line.settimeout(max(0.1, self._until - clock.elapsed()))
        self._lines = [line, line.dup()]
        self._timer = Timer(max(0.0, self._until - clock.elapsed()), self._cut)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()
        for line in self._lines:
            line.close()

    def secured(self, box: Mailbox) -> socket.socket:
        """The line, within TLS where the mailbox speaks it from the first byte."""
        if box.security != "tls":
            return self._lines[0]
        wrapped = ssl.create_default_context().wrap_socket(self._lines[0], server_hostname=box.host)
        self._lines.append(wrapped)
        return wrapped

    def _cut(self) -> None:
        with suppress(OSError):
            self._lines[1].shutdown(socket.SHUT_RDWR)


class _Server(imaplib.IMAP4):
    """imaplib on a line that was opened and checked elsewhere, and that may send so much and no more."""

    def __init__(self, box: Mailbox, line: socket.socket, until: float) -> None:
        self._box, self._line_in, self._left = box, line, MOST_READ
        super().__init__(box.host, box.port)

    def greet(self) -> None:
        """Protect the line and sign in."""
        box = self._box
        if box.security == "starttls":
            if "STARTTLS" not in self.capabilities:
                raise MailTrouble(Trouble.NO_TLS, " ".join(self.capabilities))
            self.starttls(ssl.create_default_context())
        try:
            if "AUTH=PLAIN" in self.capabilities:
                self.authenticate("PLAIN", lambda _: f"\0{box.user}\0{box.password}".encode())
            else:
                self.login(box.user, box.password)
        except self.abort:
            raise
        except (self.error, UnicodeEncodeError) as error:
            raise MailTrouble(Trouble.AUTH, _readable(str(error), box)) from None

    def leave(self) -> None:
        """Take leave as far as the server listens, and let go of the line."""
        with suppress(OSError, self.error, ValueError, MailTrouble):
            self.logout()
        with suppress(OSError):
            self.shutdown()

    def search(self, asked: Sequence[str]) -> list[int]:  # type: ignore[override]  # by number, never by place
        """The numbers of the letters that fit."""
        answer, said = self.uid("SEARCH", *asked)
        if answer != "OK":
            raise MailTrouble(Trouble.NO_MAIL, in_words(_first(said)))
        words = b" ".join(one for one in said if isinstance(one, bytes)).split()
        return [int(word) for word in words if word.isdigit() and len(word) <= 10]

    def letter(self, uid: int) -> Fetched | None:
        """One letter, its marks untouched; None when it is gone meanwhile."""
        answer, said = self.uid("FETCH", str(uid), f"(RFC822.SIZE BODY.PEEK[]<0.{MOST_BYTES}>)")
        found = next((one for one in said if isinstance(one, tuple)), None)
        if answer != "OK" or found is None:
            return None
        raw = bytes(found[1])[:MOST_BYTES]
        size = _SIZE.search(b" ".join(one if isinstance(one, bytes) else one[0] for one in said if one))
        return Fetched(uid, raw, int(size.group(1)) > len(raw) if size else len(raw) == MOST_BYTES)

    def read(self, size: int) -> bytes:
        """So many bytes of what is left. Raises MailTrouble for more than anybody may send."""
        self._count(size)
        return super().read(size)

    def readline(self) -> bytes:
        """One line, of what is left."""
        line = super().readline()
        self._count(len(line))
        return line

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise MailTrouble(Trouble.NO_MAIL, "the server sent more than 48 MB")

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return self._line_in


def _number(server: imaplib.IMAP4, name: str) -> int:
    _, said = server.response(name)
    word = _first(said)
    if not word.isdigit() or len(word) > 10:
        raise MailTrouble(Trouble.NO_MAIL, f"the server does not say {name}")
    return int(word)


def _first(said: Sequence[Any]) -> bytes:
    return next((one for one in said if isinstance(one, bytes)), b"")


@contextmanager
def _in_plain_words(box: Mailbox, until: float) -> Iterator[None]:
    try:
        yield
    except MailTrouble as trouble:
        raise MailTrouble(trouble.trouble, _readable(trouble.answer, box)) from None
    except ssl.SSLCertVerificationError as error:
        raise MailTrouble(Trouble.CERTIFICATE, _readable(error.verify_message, box)) from None
    except (OSError, imaplib.IMAP4.error, ValueError) as error:
        raise MailTrouble(_kind(error, until), _readable(str(error), box)) from None


def _kind(error: Exception, until: float) -> Trouble:
    if isinstance(error, TimeoutError) or clock.elapsed() >= until:
        return Trouble.TIMED_OUT
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
        return Trouble.TLS
    if isinstance(error, imaplib.IMAP4.abort | OSError):
        return Trouble.DROPPED
    return Trouble.NO_MAIL


def _readable(answer: str, box: Mailbox) -> str:
    """The words without our password, should the server repeat it."""
    plain = in_words(answer.encode("utf-8", "replace"))
    return (plain.replace(box.password, "…") if box.password else plain)[:500]
