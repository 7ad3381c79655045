"""Why a signature is not believed: a closed set, each with one meaning.

SignatureProblem
├── NotSigned      the request carries no signature at all
├── Malformed      it carries one that cannot be read
├── BadKey         the key is not one we verify or sign with
└── BadSignature   it can be read, and it does not vouch for this request
"""

from enum import StrEnum


class Reason(StrEnum):
    """The codes that rows, pages and counters show for a refused signature."""

    MALFORMED = "malformed"
    UNSIGNED_PART = "unsigned-part"
    MISSING_PART = "missing-part"
    DIGEST_UNSIGNED = "digest-unsigned"
    WRONG_DIGEST = "wrong-digest"
    WRONG_HOST = "wrong-host"
    WRONG_ALGORITHM = "wrong-algorithm"
    STALE = "stale"
    FUTURE = "future"
    WEAK_KEY = "weak-key"
    BAD_KEY = "bad-key"
    WRONG_SIGNATURE = "wrong-signature"


class SignatureProblem(Exception):
    """Anything that makes a request count as unsigned. Catch this to answer 401."""


class NotSigned(SignatureProblem):
    """Neither a `Signature` nor a `Signature-Input` header is present."""

    def __init__(self) -> None:
        super().__init__("The request is not signed. Send a Signature header.")


class Refusal(SignatureProblem):
    """A problem with a `reason` for machines and a sentence for people."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Malformed(Refusal):
    """The signature headers break their own grammar, so that nothing is claimed."""

    def __init__(self, message: str) -> None:
        super().__init__(Reason.MALFORMED, message)


class BadKey(Refusal):
    """The key is too weak (`weak-key`), or no usable key at all (`bad-key`)."""


class BadSignature(Refusal):
    """The request was read, and its signature does not vouch for it."""
