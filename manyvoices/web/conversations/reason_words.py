"""Who has a conversation, and why this person, in terms of what was written."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from manyvoices.conversations.models import Assignment, Conversation, Way
from manyvoices.conversations.routing import Because


def who_has_it(one: Conversation, given: Assignment | None) -> str:
    """One sentence; of a private conversation that nobody else sees it."""
    if one.owner_id:
        return _("It reached your own voice: only you see it.")
    if one.assigned_to is None:
        return _("Nobody has it yet. It waits in the queue of %(unit)s.") % {"unit": one.unit.name}
    names = {"name": one.assigned_to.name, "by": given.by.name if given and given.by else ""}
    if given is not None and given.way == Way.BY_HAND and given.by_id not in {None, one.assigned_to_id}:
        return _("%(name)s has it, given by %(by)s.") % names
    if given is not None and given.way == Way.ESCALATED:
        return _("%(name)s has it, because nobody answered in time.") % names
    return _("%(name)s has it.") % names


def reasons(one: Conversation, said: list[list[str]]) -> list[str]:
    """Each reason of an assignment in words; what this version does not know is left out."""
    known = {pair[0]: pair[1] if len(pair) > 1 else "" for pair in said if pair}
    return [words for because, value in known.items() if (words := _reason(one, because, value))]


def _reason(one: Conversation, because: str, value: str) -> str:
    name = one.contact.name or _("them")
    words = {
        Because.TOPIC: _("knows about %(value)s"),
        Because.SPOKE_BEFORE: _("has answered %(name)s before"),
        Because.LANGUAGE: _("speaks %(language)s"),
        Because.UNIT: _("belongs to %(value)s"),
        Because.ON_CALL: _("is on call for such messages"),
        Because.TURN: _("was next in turn"),
    }
    found = next((text for known, text in words.items() if known == because), "")
    return found % {"value": value, "name": name, "language": language_name(value)}


def language_name(code: str) -> str:
    """A language as the reader calls it; its code where nobody knows more."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
