"""What should not stand in a public answer, in words; and how a second press says that it was read."""

import hashlib

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.conversations.naming import is_wider
from manyvoices.conversations.sensitive import Sensitive, found_in

NAMES: dict[Sensitive, Promise] = {
    Sensitive.IBAN: gettext_lazy("a bank account"),
    Sensitive.CARD: gettext_lazy("a card number"),
    Sensitive.NUMBER: gettext_lazy("a customer or booking number"),
    Sensitive.PHONE: gettext_lazy("a telephone number"),
    Sensitive.EMAIL: gettext_lazy("an e-mail address"),
    Sensitive.ADDRESS: gettext_lazy("a street address"),
    Sensitive.BIRTH: gettext_lazy("a date of birth"),
    Sensitive.HEALTH: gettext_lazy("something about health"),
}


def warnings(text: str, audience: str, asked: str) -> list[str]:
    """One sentence for each thing to look at before the answer leaves; nothing where those named alone read it."""
    said = []
    if audience != "direct":
        for found in found_in(text):
            here = {"what": NAMES[found.kind], "words": text[found.start : found.end]}
            said.append(_("“%(words)s” looks like %(what)s.") % here)
    if is_wider(audience, asked):
        said.append(_("More people can read your answer than could read what they wrote to you."))
    return list(dict.fromkeys(said))


def seal(said: list[str]) -> str:
    """Stands in the form while these warnings are shown: a press with it has read them, and no others."""
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32] if said else ""
