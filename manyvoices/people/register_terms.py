"""What entries of the register have in common: grounds, who sees it, how long; what an entry has unless it says otherwise."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.people.register import Entry, Source

CONTRACT = _("Needed for what you and the organisation agreed on: working here with this product")
INTEREST = _("The organisation's legitimate interest in knowing who did what with its public name")
SECURITY = _("The duty to keep accounts safe")
CONSENT = _("Your consent, which you can withdraw at any time")
ME = _("You alone")
LEADS = _("You, the leads of your unit and its administrators")
AUDIT = _("You, administrators and auditors")
WHILE_HERE = _("As long as you are here; afterwards without any access of yours")
HISTORY = _("For good, as history: what ended keeps its dates")


def entry(name: str, title: Promise, purpose: Promise, *sources: Source, **more: Any) -> Entry:
    """An entry, of the contract and seen by the leads while one is here, unless `more` says otherwise."""
    usual = {"basis": CONTRACT, "seen_by": LEADS, "kept": WHILE_HERE}
    return Entry(name=name, title=title, purpose=purpose, sources=sources, **{**usual, **more})
