"""What those who complained will be told."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.answering import check_filled
from manyvoices.conversations.cause_checks import held_cause
from manyvoices.conversations.models import Cause
from manyvoices.core import audit
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person

LONGEST = 2000


@transaction.atomic
def write_word_back(*, actor: Person, cause: Cause, text: str) -> Cause:
    """The cause with the words; nothing leaves by this. Who was told before is not told again.

    For its owner and who works in an inbox of its unit, else NotThere. Invalid for too many words or an open place.
    """
    fresh, words = held_cause(actor, cause), tidy(text, len(text))
    if len(words) > LONGEST:
        raise Invalid(text=_("That is longer than %(most)s characters. Shorten it.") % {"most": LONGEST})
    check_filled(words)
    if words != fresh.word:
        fresh.word = words
        fresh.save(update_fields=["word"])
        audit.record(actor=actor, verb="write_word_back", target=fresh)
    return fresh
