"""The protocol itself: smtplib on a line that was opened and checked elsewhere."""

import smtplib
import socket
import unicodedata

LONGEST_LINE = 8192
MOST_LINES = 100


class NotMail(smtplib.SMTPException):
    """What answers does not speak as a mail server does; the text is what it said."""


class Wire(smtplib.SMTP):
    """Greets as `name` on `line`, once `greet` is called. Looks nothing up and dials nothing itself."""

    def __init__(self, line: socket.socket, host: str, port: int, name: str) -> None:
        self._line, self._port = line, port
        super().__init__(local_hostname=name)
        self._host = host  # whose certificate STARTTLS asks for

    def greet(self) -> None:
        """Hear the greeting and say who we are. Raises SMTPException when the server wants nothing of us."""
        code, said = self.connect(self._host, self._port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)
        self.ehlo_or_helo_if_needed()

    def _get_socket(self, _host: str, _port: int, _timeout: float) -> socket.socket:
        return self._line

    def getreply(self) -> tuple[int, bytes]:
        """One reply of the server, of at most a hundred lines. Raises SMTPException for what is no reply."""
        if self.file is None:
            assert self.sock is not None  # noqa: S101 - smtplib reads replies only on a line
            self.file = self.sock.makefile("rb")
        said: list[bytes] = []
        while len(said) < MOST_LINES:
            line = self.file.readline(LONGEST_LINE)
            if not line:
                self.close()
                raise smtplib.SMTPServerDisconnected("the server ended the connection")
            said.append(line[4:].strip())
            if not line[:3].isdigit():
                raise NotMail(in_words(line.strip()))
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(said)
        raise NotMail("an answer of more than a hundred lines")


def in_words(answer: bytes) -> str:
    """A reply as people may read it: one line, without what drives a terminal."""
    text = answer.decode(errors="replace").replace("\n", " ")
    return "".join("�" if unicodedata.category(sign) in {"Cc", "Cf"} else sign for sign in text)
