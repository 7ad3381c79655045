"""One conversation with a mail server: opened, protected, signed in; then letters, one after the other.

smtplib knows the protocol and nothing of a whole deadline: a server that sends a byte now and then would hold it for
ever. So the line is cut from outside when the time is over, and what happened is told by one closed set of troubles.
"""

import base64
import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Timer
from types import TracebackType
from typing import Any, Self

from manyvoices.core import clock
from manyvoices.core.mail.dialing import Found, all_here, dial
from manyvoices.core.mail.message import Mail
from manyvoices.core.mail.server import Server
from manyvoices.core.mail.troubles import MailTrouble, Trouble
from manyvoices.core.mail.wire import NotMail, Wire, in_words

STAGES = (Trouble.SENDER, Trouble.RECIPIENT, Trouble.MESSAGE)


class Session:
    """`with Session(…) as session: session.hand_over(mail)`. Everything it raises is a MailTrouble."""

    def __init__(self, server: Server, found: Sequence[Found], *, greets_as: str, until: float) -> None:
        self._server, self._found, self._name, self._until = server, found, greets_as, until
        self._cut_off = False
        self._lines: list[socket.socket] = []
        self._wire: Wire | None = None
        self._timer: Timer | None = None

    def __enter__(self) -> Self:
        try:
            with self._in_plain_words():
                self._open()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._wire is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._wire.quit()
            self._wire.close()
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        for line in self._lines:
            line.close()

    def hand_over(self, mail: Mail) -> str:
        """The words with which the server took the letter. Raises MailTrouble; a refused letter leaves room for the next."""
        wire = self._wire
        assert wire is not None, "hand over inside the with block"  # noqa: S101
        with self._in_plain_words():
            for trouble, say in zip(STAGES, _steps(wire, mail), strict=True):
                code, answer = say()
                if not 200 <= code < 300:
                    raise self._refusal(trouble, code, answer)
        return self._readable(f"{code} {in_words(answer)}")

    def forget(self) -> None:
        """Clear the way for the next letter after a refusal. Raises MailTrouble when the server has gone."""
        with self._in_plain_words():
            if self._wire is not None:
                self._wire.rset()

    def _open(self) -> None:
        server = self._server
        if server.security == "none" and not all_here(self._found):
            raise MailTrouble(Trouble.OPEN)
        line = dial(self._found, self._until)
        self._lines += [line, line.dup()]
        self._timer = Timer(max(0.0, self._until - clock.elapsed()), self._cut)
        self._timer.daemon = True
        self._timer.start()
        line.settimeout(max(0.1, self._until - clock.elapsed()))
        context = ssl.create_default_context()
        if server.security == "tls":
            line = context.wrap_socket(line, server_hostname=server.host)
            self._lines.append(line)
        self._wire = Wire(line, server.host, server.port, self._name)
        self._wire.greet()
        if server.security == "starttls":
            self._protect(self._wire, context)
        if server.user:
            self._sign_in(self._wire)

    def _protect(self, wire: Wire, context: ssl.SSLContext) -> None:
        if not wire.has_extn("starttls"):
            raise MailTrouble(Trouble.NO_TLS, self._readable(in_words(wire.ehlo_resp or b"")))
        wire.starttls(context=context)
        wire.ehlo_or_helo_if_needed()

    def _sign_in(self, wire: Wire) -> None:
        offered = wire.esmtp_features.get("auth", "").upper().split()
        user, password = (_coded(text) for text in (self._server.user, self._server.password))
        if "PLAIN" in offered:
            code, answer = wire.docmd(
                "AUTH", "PLAIN " + _coded(f"\0{self._server.user}\0{self._server.password}")
            )
        elif "LOGIN" in offered:
            code, answer = wire.docmd("AUTH", "LOGIN")
            for word in (user, password):
                code, answer = wire.docmd(word) if code == 334 else (code, answer)
        else:
            raise MailTrouble(Trouble.NO_AUTH, self._readable(in_words(wire.ehlo_resp or b"")))
        if code != 235:
            raise self._refusal(Trouble.AUTH, code, answer)

    def _refusal(self, trouble: Trouble, code: int, answer: bytes) -> MailTrouble:
        said = self._readable(f"{code} {in_words(answer)}")
        return MailTrouble(Trouble.BUSY if 400 <= code < 500 else trouble, said)

    @contextmanager
    def _in_plain_words(self) -> Iterator[None]:
        try:
            yield
        except MailTrouble:
            raise
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise self._trouble(error) from None

    def _trouble(self, error: Exception) -> MailTrouble:
        # A refusal is told with the server's words, whatever smtplib made of them.
        if isinstance(error, smtplib.SMTPResponseException):
            asked = Trouble.MESSAGE if isinstance(error, smtplib.SMTPDataError) else Trouble.NO_MAIL
            return self._refusal(asked, error.smtp_code, _bytes(error.smtp_error))
        if isinstance(error, ssl.SSLCertVerificationError):
            return MailTrouble(Trouble.CERTIFICATE, self._readable(error.verify_message))
        if self._cut_off or isinstance(error, TimeoutError) or clock.elapsed() >= self._until:
            return MailTrouble(Trouble.TIMED_OUT)
        said = self._readable(str(error))
        if isinstance(error, NotMail):
            return MailTrouble(Trouble.NO_MAIL, said)
        if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
            return MailTrouble(Trouble.TLS, said)
        return MailTrouble(Trouble.DROPPED, said)

    def _cut(self) -> None:
        self._cut_off = True
        with suppress(OSError):
            self._lines[1].shutdown(socket.SHUT_RDWR)

    def _readable(self, answer: str) -> str:
        """The answer without our password, should the server repeat it."""
        for secret in self._secrets():
            answer = answer.replace(secret, "…")
        return answer[:500]

    def _secrets(self) -> list[str]:
        password = self._server.password
        if not password:
            return []
        return [_coded(f"\0{self._server.user}\0{password}"), _coded(password), password]


def _steps(wire: Wire, mail: Mail) -> list[Any]:
    return [lambda: wire.mail(mail.sender), lambda: wire.rcpt(mail.to), lambda: wire.data(mail.body)]


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
