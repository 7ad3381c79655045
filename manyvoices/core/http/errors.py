"""The closed set of ways in which an outgoing request can fail.

HttpError
├── Refused          our own rule said no; nothing was sent
├── NotSent          no connection came about; proof that nothing was accepted
├── Uncertain        something may have left and no whole answer came back
└── BadResponse      an answer came and cannot be used
    ├── BadRedirect  ... because it points to where we do not go
    └── TooLarge     ... because its body is larger than the caller takes
"""

from typing import ClassVar


class HttpError(Exception):
    """An outgoing request failed.

    `may_have_been_accepted` is False only where it is proved that the other side accepted nothing:
    only then may a write be sent again without asking. `status` is the HTTP status if one came.
    """

    may_have_been_accepted: ClassVar[bool] = True

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


class Refused(HttpError):
    """Our own rules forbid this request; it was never sent, and sending it again will not help."""

    may_have_been_accepted = False


class NotSent(HttpError):
    """No connection came about, so not one byte of the request left; it may be sent again later."""

    may_have_been_accepted = False


class Uncertain(HttpError):
    """The connection broke or the time ran out after bytes may have left: look before repeating a write."""


class BadResponse(HttpError):
    """The other side answered, but not in a way that we can use; it may have accepted the request."""


class BadRedirect(BadResponse):
    """The other side sent us on to a place where we do not go, or too many times."""


class TooLarge(BadResponse):
    """The answer is larger than the caller takes; the rest was not read."""
