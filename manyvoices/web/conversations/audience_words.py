"""Who can read what, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.conversations.models import Conversation
from manyvoices.conversations.naming import WIDTHS, is_wider

WRITTEN: dict[str, Promise] = {
    "public": gettext_lazy("public"),
    "unlisted": gettext_lazy("public, not listed"),
    "followers": gettext_lazy("for followers"),
    "direct": gettext_lazy("private"),
}


def readers(audience: str, one: Conversation) -> str:
    """Who reads an answer with this audience."""
    name = one.contact.name or _("who wrote")
    words = {
        "public": _("Everybody can read it"),
        "unlisted": _("Everybody can read it; it stands in no list"),
        "followers": _("Followers and %(name)s can read it"),
        "direct": _("Only %(name)s can read it"),
    }
    return words.get(audience, words["direct"]) % {"name": name}


def choices(asked: str, one: Conversation) -> list[tuple[str, str]]:
    """What may be chosen, as they wrote first and then from the narrowest to the widest; wider ones say so."""
    found = [(asked, readers(asked, one))]
    for width in reversed(WIDTHS):
        if width != asked:
            said = readers(width, one)
            wider = _("%(readers)s (more than could read theirs)") % {"readers": said}
            found.append((width, wider if is_wider(width, asked) else said))
    return found
