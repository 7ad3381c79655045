"""Words that are saved with places in them: `{contact}` and the like are filled, an unfilled one blocks the answer. Pure."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

# The places we can fill, and what stands there then. Any other in braces is for the author to fill.
VARIABLES = {
    "contact": _("who is answered"),
    "voice": _("the voice that answers"),
    "name": _("your name"),
    "unit": _("the unit that watches over it"),
    "link": _("an address you add yourself"),
}
_PLACE = re.compile(r"\{\s*([^\W\d]\w{0,39})\s*\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The words with what we know in its places; a place without a value stays.

    What is filled in is not looked at again, and names nobody: a contact may call themselves "{link}" or "@somebody".
    """

    def filled(found: re.Match[str]) -> str:
        value = values.get(found[1].lower(), "").strip()
        return _harmless(value) if value else found[0]

    return _PLACE.sub(filled, text)


def unfilled(text: str) -> tuple[str, ...]:
    """The places that nobody filled yet, each once, in order."""
    return tuple(dict.fromkeys(found.lower() for found in _PLACE.findall(text)))


def _harmless(value: str) -> str:
    return value.replace("@", "").replace("{", "(").replace("}", ")")
