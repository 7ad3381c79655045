"""Everything that can go wrong on the way into a mail server, as a closed set."""

from enum import StrEnum


class Trouble(StrEnum):
    """What went wrong. The value is stored; `notifications.troubles` says it in plain words."""

    NAME = "name"  # the host has no address
    FORBIDDEN = "forbidden"  # an address no mail server has: link-local, multicast
    REFUSED = "refused"  # nobody listens
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    CERTIFICATE = "certificate"
    TLS = "tls"
    NO_TLS = "no_tls"  # the server does not offer STARTTLS
    OPEN = "open"  # unprotected to another machine: we do not
    NO_MAIL = "no_mail"  # what answers is no mail server, or wants nothing of us
    NO_AUTH = "no_auth"  # it takes no password, or in no way we know
    AUTH = "auth"
    SENDER = "sender"
    RECIPIENT = "recipient"
    MESSAGE = "message"
    BUSY = "busy"  # a 4xx: try again later
    DROPPED = "dropped"  # the connection ended in the middle


# What the server said about this one letter: another try would hear the same.
FINAL = frozenset({Trouble.SENDER, Trouble.RECIPIENT, Trouble.MESSAGE})


class MailTrouble(Exception):
    """One letter, or the whole connection, failed. `answer` is the server's own words or the machine's, without secrets."""

    def __init__(self, trouble: Trouble, answer: str = "") -> None:
        super().__init__(f"{trouble}: {answer}")
        self.trouble = trouble
        self.answer = answer

    @property
    def is_final(self) -> bool:
        """Whether the letter itself was refused for good."""
        return self.trouble in FINAL
