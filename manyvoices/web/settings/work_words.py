"""What each kind of work is called for people. A test asks for a name for each kind there is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "worker": _("The worker"),
    "chores": _("Repeating work"),
    "collecting": _("Messages from networks"),
    "deliveries": _("Posts to channels"),
    "dispatches": _("Letters to other servers"),
    "examinations": _("Test calls to networks"),
    "intake-arrivals": _("Messages from webhooks"),
    "letters": _("E-mail"),
    "profile-links": _("Links of profiles"),
    "moves": _("Moves to other servers"),
    "mailboxes": _("Mailboxes of units"),
    "message-imports": _("Imports of messages"),
    "people-imports": _("Imports of people"),
    "received": _("What other servers told us"),
    "unverified": _("Letters whose sender is being checked"),
    "link-cards": _("Looks behind links"),
    "plan-imports": _("Plans from files"),
    "promises": _("Promised answers"),
    "queues": _("Watched queues"),
    "repeats": _("Repeating posts"),
    "approvals": _("Questions for approval"),
    "triage": _("Sorting of messages"),
}


def named(kind: str) -> str | Promise:
    """The name of a kind of work; its own word where it has none."""
    return WORDS.get(kind, kind)
