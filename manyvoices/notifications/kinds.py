"""What we tell our own people about, and which of it also goes out as a letter."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """`says` is the whole subject of the letter where it is private: what a customer wrote stays behind the sign-in.

    `is_urgent`: comes through in quiet hours while the person is on call. `is_for_safety`: always mailed, and at once,
    since whoever got into an account would switch it off first.
    """

    says: str | Promise
    mails: bool
    is_private: bool = False
    is_urgent: bool = False
    is_for_safety: bool = False


# The name each action gives what it tells. A name that is not here fails tests/house/test_kinds.py.
KINDS: dict[str, Kind] = {
    # What customers wrote stays behind the sign-in.
    "queue": Kind(_("Messages wait in a queue that you may take from"), mails=True, is_private=True),
    "unanswered": Kind(_("An answer is overdue"), mails=True, is_private=True),
    "answer": Kind(_("There is news about your answer"), mails=True, is_private=True),
    "approval": Kind(_("There is news about an approval"), mails=True),
    "nomination": Kind(_("There is news about a nomination"), mails=True),
    "consent": Kind(_("Posts were stopped because a consent was withdrawn"), mails=True),
    # What is recorded about somebody stays behind the sign-in.
    "correction": Kind(_("There is news about a correction of your data"), mails=True, is_private=True),
    "hand_over": Kind(_("A colleague asks you to look after replies"), mails=True),
    "late": Kind(_("Planned posts missed their time"), mails=True),
    "reconnect": Kind(_("A channel has to be connected again"), mails=True),
    "leaver": Kind(_("Posts of somebody who left were stopped"), mails=True),
    "repeat": Kind(_("A repeating post stopped"), mails=True),
    "share": Kind(_("A post is ready for you to share"), mails=True),
    # What a customer wrote, and who it is, stays behind the sign-in.
    "assigned": Kind(_("A conversation waits for your answer"), mails=True, is_private=True),
    "sighting": Kind(_("There is news about what you reported"), mails=True, is_private=True),
    "mentioned": Kind(_("A colleague mentions you"), mails=True, is_private=True),
    "cause": Kind(_("A colleague asks you to see to a cause of complaints"), mails=True, is_private=True),
    "snooze_over": Kind(_("A conversation you put aside is back"), mails=False, is_private=True),
    "on_call": Kind(_("There is news about who is on call"), mails=True, is_urgent=True),
    "signed_in_by_link": Kind(_("A sign-in link for you was used"), mails=True, is_for_safety=True),
}

_UNKNOWN = Kind(_("There is news for you"), mails=False)


def kind_of(name: str) -> Kind:
    """The kind of this name. One that is not in the table is shown on the page and mailed to nobody."""
    return KINDS.get(name, _UNKNOWN)
