"""What we tell our own people about, and which of it also goes out as a letter."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """`says` is the whole subject of the letter where it is private: what a customer wrote stays behind the sign-in."""

    says: str | Promise
    mails: bool
    is_private: bool = False


# The name each action gives what it tells. A name that is not here fails tests/house/test_kinds.py.
KINDS: dict[str, Kind] = {
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
    "signed_in_by_link": Kind(_("A sign-in link for you was used"), mails=True),
}

_UNKNOWN = Kind(_("There is news for you"), mails=False)


def kind_of(name: str) -> Kind:
    """The kind of this name. One that is not in the table is shown on the page and mailed to nobody."""
    return KINDS.get(name, _UNKNOWN)
