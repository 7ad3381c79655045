"""A customer says whether an answer helped: whoever holds the link, without an account."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.conversations.asking import comes_back, hash_of, is_open, may_change
from manyvoices.conversations.came_to import NOT_HELPED
from manyvoices.conversations.history import note
from manyvoices.conversations.holding import address
from manyvoices.conversations.models import Conversation, Satisfaction, Standing
from manyvoices.conversations.reopening import reopen
from manyvoices.core import clock
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Conflict, Invalid, NotThere
from manyvoices.people.telling import tell

NO, PARTLY, YES = 1, 2, 3
LONGEST = 500


@transaction.atomic
def rate_answer(*, token: str, answer: int, word: str = "") -> Satisfaction:
    """What is stored: the answer (1 no, 2 partly, 3 yes) and their words. The same again changes nothing.

    Words can be added to an answer; another answer or other words replace the first once, within fourteen days. "No"
    to a complaint brings it back on top. Raises NotThere for a link that is none or over, Invalid, and Conflict where
    nothing can be changed any more.
    """
    said = _checked(answer, word)
    now = clock.now()
    rows = Satisfaction.objects.select_for_update(of=("self",)).select_related("message__conversation")
    row = rows.filter(token_hash=hash_of(token)).first()
    if row is None or not is_open(row, now):
        raise NotThere
    if row.answer == answer and said in {"", row.word}:
        return row
    changes = row.answer is not None and (row.answer != answer or row.word != "")
    if changes and not may_change(row, now):
        raise Conflict(_("You have answered already, and your answer stays as it is. Thank you."))
    was, row.answer, row.word = row.answer, answer, said or row.word
    row.answered_at = row.answered_at or now
    row.changed_at = now if changes else row.changed_at
    row.save(update_fields=["answer", "word", "answered_at", "changed_at"])
    if was != answer:
        _heard(_of(row), row, now)
    return row


def _checked(answer: int, word: str) -> str:
    if answer not in {NO, PARTLY, YES}:
        raise Invalid(answer=_("Choose one of the three answers."))
    said = tidy(word, len(word))
    if len(said) > LONGEST:
        raise Invalid(
            word=_("That is longer than %(most)s characters. Shorten it, please.") % {"most": LONGEST}
        )
    return said


def _of(row: Satisfaction) -> Conversation:
    """The conversation in which the answer stands now, held: messages move when conversations merge."""
    held = Conversation.objects.select_for_update(of=("self",)).select_related(
        "unit", "assigned_to", "contact"
    )
    return held.get(pk=row.message.conversation_id)


def _heard(conversation: Conversation, row: Satisfaction, now: datetime) -> None:
    note(conversation, "rated", answer=row.answer, message=row.message_id)
    if row.answer != NO or conversation.owner_id:
        return
    if comes_back(conversation):
        if conversation.standing != Standing.OPEN:
            reopen(conversation, None, now)
        Conversation.objects.filter(pk=conversation.pk).update(
            on_top_because=NOT_HELPED, snoozed_at=None, snoozed_until=None
        )
    if conversation.assigned_to is not None and conversation.assigned_to.is_active:
        tell(
            [conversation.assigned_to],
            kind="answer",
            key=f"not-helped-{row.pk}",
            link=address(conversation),
            subject=gettext_lazy("Somebody says that our answer did not help"),
            text=gettext_lazy(
                "What they say stands on the conversation. One honest sentence often helps most."
            ),
        )
