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


KINDS: dict[str, Kind] = {}

_UNKNOWN = Kind(_("There is news for you"), mails=False)


def kind_of(name: str) -> Kind:
    """The kind of this name. One that is not in the table is shown on the page and mailed to nobody."""
    return KINDS.get(name, _UNKNOWN)
