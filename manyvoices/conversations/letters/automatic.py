"""Whether a machine sent a letter: holiday notices, failure reports, lists. Pure.

Nobody waits for an answer to them (RFC 3834, 3464, 2919).
"""

from email.message import Message

_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_MACHINES = ("mailer-daemon@", "postmaster@", "no-reply@", "noreply@", "do-not-reply@", "bounce@", "bounces@")
_NOTICES = ("X-Autoreply", "X-Autorespond", "X-Autoresponder")


def is_automatic(letter: "Message[str, str]") -> bool:
    """Whether no human waits for an answer to it."""
    submitted = str(letter.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if str(letter.get("Precedence", "")).strip().lower() in _BULK:
        return True
    if letter.get("List-Id") or any(letter.get(name) for name in _NOTICES):
        return True
    if letter.get_content_type() == "multipart/report" or str(letter.get("Return-Path", "")).strip() == "<>":
        return True
    sender = str(letter.get("From", "")).lower()
    # A form in the name of nobody, with somebody to answer to, is from that somebody.
    return any(name in sender for name in _MACHINES) and not letter.get("Reply-To")
