"""An IMAP server on loopback, in threads: it keeps letters, and misbehaves as told (RFC 3501, what a reader needs of it)."""

import base64
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedReader


@dataclass
class LetterBox:
    """`letters` by their UID. `answers` replaces what is said to a command by its word ("LOGIN", "UID FETCH", "EXAMINE");
    "drop" hangs up, "hang" says nothing more, "drip" a byte now and then, "flood" sends without end.
    """

    letters: dict[int, bytes] = field(default_factory=dict)
    validity: int = 1
    login: tuple[str, str] = ("help", "secret word")
    certificate: tuple[str, str] | None = None
    tls_from_start: bool = False
    capabilities: str = "IMAP4rev1 AUTH=PLAIN"
    answers: dict[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    port: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)

    def put(self, raw: bytes) -> int:
        """A letter arrives; its UID."""
        uid = max(self.letters, default=0) + 1
        self.letters[uid] = raw
        return uid


@contextmanager
def running(box: LetterBox) -> Iterator[LetterBox]:
    """The box while it is open, on a free port of 127.0.0.1."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        box.port = listener.getsockname()[1]
        listener.settimeout(0.05)
        thread = threading.Thread(target=_listen, args=(box, listener))
        thread.start()
        try:
            yield box
        finally:
            box.stopping.set()
            thread.join()


def _listen(box: LetterBox, listener: socket.socket) -> None:
    talks = []
    while not box.stopping.is_set():
        with suppress(TimeoutError):
            line, _ = listener.accept()
            talks.append(threading.Thread(target=_talk, args=(box, line)))
            talks[-1].start()
    for talk in talks:
        talk.join()


def _talk(box: LetterBox, line: socket.socket) -> None:
    talk = _Talk(box, line)
    with suppress(OSError, EOFError):
        talk.hold()
    talk.close()


class _Talk:
    def __init__(self, box: LetterBox, line: socket.socket) -> None:
        self._box, self._line = box, line
        self._file: BufferedReader | None = None

    def close(self) -> None:
        for one in (self._file, self._line):
            if one is not None:
                one.close()

    def hold(self) -> None:
        self._line.settimeout(20)
        if self._box.tls_from_start:
            self._protect()
        self._file = self._line.makefile("rb")
        if not self._misbehaves("", "GREETING"):
            self._say("* OK a letter box")
        while True:
            tag, _, command = self._read().partition(" ")
            if not self._misbehaves(tag, _word(command)) and self._done(tag, command):
                return

    def _done(self, tag: str, command: str) -> bool:
        match _word(command):
            case "CAPABILITY":
                self._say(f"* CAPABILITY {self._box.capabilities}")
            case "STARTTLS":
                self._say(f"{tag} OK now")
                self._protect()
                self._file = self._line.makefile("rb")
                return False
            case "AUTHENTICATE":
                self._say("+ ")
                _, user, password = base64.b64decode(self._read()).decode().split("\0")
                return self._sign_in(tag, (user, password))
            case "LOGIN":
                return self._sign_in(tag, tuple(re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', command)[1:]))
            case "EXAMINE":
                self._say(f"* {len(self._box.letters)} EXISTS")
                self._say(f"* OK [UIDVALIDITY {self._box.validity}]")
                self._say(f"* OK [UIDNEXT {max(self._box.letters, default=0) + 1}]")
            case "UID SEARCH":
                self._say("* SEARCH " + " ".join(map(str, self._found(command))))
            case "UID FETCH":
                self._fetch(command)
            case "LOGOUT":
                self._say("* BYE")
                self._say(f"{tag} OK done")
                return True
            case _:
                self._say(f"{tag} BAD I do not change anything")
                return False
        self._say(f"{tag} OK done")
        return False

    def _sign_in(self, tag: str, given: tuple[object, ...]) -> bool:
        words = tuple(word if isinstance(word, str) else "".join(word) for word in given)  # type: ignore[arg-type]
        right = words == self._box.login
        self._say(f"{tag} OK done" if right else f"{tag} NO [AUTHENTICATIONFAILED] {words[-1]} is wrong")
        return False

    def _found(self, command: str) -> list[int]:
        uids = sorted(self._box.letters)
        asked = re.search(r"UID (\d+):\*", command)
        if asked is None:
            return uids
        # As servers do: the last letter is always in a range that ends with a star.
        return [uid for uid in uids if uid >= int(asked[1])] or uids[-1:]

    def _fetch(self, command: str) -> None:
        asked = re.search(r"UID FETCH (\d+) .*<0\.(\d+)>", command)
        assert asked is not None, command
        raw = self._box.letters.get(int(asked[1]))
        if raw is None:
            return
        shown = raw[: int(asked[2])]
        head = f"* 1 FETCH (UID {asked[1]} RFC822.SIZE {len(raw)} BODY[]<0> {{{len(shown)}}}\r\n"
        self._line.sendall(head.encode() + shown + b")\r\n")

    def _misbehaves(self, tag: str, word: str) -> bool:
        said = self._box.answers.get(word)
        if said is None:
            return False
        if said == "drop":
            raise EOFError
        while said in {"hang", "drip", "flood"} and not self._box.stopping.wait(
            0 if said == "flood" else 0.05
        ):
            if said != "hang":
                self._line.sendall(b"*" if said == "drip" else b"* 1 EXPUNGE\r\n" * 1000)
        self._say(said.replace("TAG", tag))
        return True

    def _protect(self) -> None:
        assert self._box.certificate is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self._box.certificate)
        self._line = context.wrap_socket(self._line, server_side=True)

    def _read(self) -> str:
        assert self._file is not None
        line = self._file.readline()
        if not line:
            raise EOFError
        self._box.commands.append(line.decode().strip())
        return line.decode().strip()

    def _say(self, words: str) -> None:
        self._line.sendall(words.encode() + b"\r\n")


def _word(command: str) -> str:
    words = command.upper().split()
    return " ".join(words[:2]) if words[:1] == ["UID"] else "".join(words[:1])
