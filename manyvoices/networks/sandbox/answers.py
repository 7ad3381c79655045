"""What a practice account with a fault answers, before and after it accepted something."""

from dataclasses import replace

from manyvoices.networks.sandbox import retrying
from manyvoices.networks.sandbox.asgi import Answer, Manner
from manyvoices.networks.sandbox.faults import Fault

MANY_HEADERS = 4000
LONG_HEADER = "x" * 2000
ODD = {
    "odd-null": "null",
    "odd-list": '[{"id": 1}]',
    "odd-number": '{"id": 1' + "0" * 6000 + ', "url": 1e999}',
    "odd-nothing": '{"accepted": true}',
    "odd-words": "<html>We are doing maintenance.",
    "odd-deep": '{"id": ' + "[" * 100_000,
}
MANNERS: dict[str, Manner] = {
    "drop-after": "broken",
    "stall-after": "never",
    "slow-loris": "dripping",
    "endless-body": "endless",
}


def instead(fault: Fault) -> Answer | None:
    """The answer of a network that accepts nothing this time; None when it accepts."""
    match fault.name:
        case "refuse":
            return Answer(422, {"error": fault.reason})
        case "busy":
            return Answer(429, {"error": "too many requests"}, retrying.field(fault.retry_after))
        case "error-before":
            return Answer(500, {"error": "something broke before the post was accepted"})
        case "revoked" | "expired":
            return Answer(401, {"error": "the token of this account counts no more"})
    return None


def afterwards(fault: Fault, answer: Answer) -> Answer:
    """What is told about something that was carried out."""
    if fault.name in ODD:
        return Answer(answer.status, text=ODD[fault.name])
    if fault.name in MANNERS:
        return replace(answer, manner=MANNERS[fault.name], drip=fault.drip)
    if fault.name == "endless-headers":
        return replace(answer, headers={f"X-More-{number}": LONG_HEADER for number in range(MANY_HEADERS)})
    if fault.name in {"error-after", "late-lookup"}:
        return Answer(500, {"error": "something broke after the post was accepted"})
    return answer
