"""The conversations of a batch of messages with everything that is decided by: a fixed number of questions."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q

from manyvoices.conversations.deciding import Answered, Case, Corrected
from manyvoices.conversations.models import (
    Assignment,
    Conversation,
    Correction,
    Direction,
    Message,
    ReplyDue,
    Triage,
)


def held_cases(messages: Iterable[int]) -> tuple[list[Message], list[Case]]:
    """The messages as they are now, and a case for each conversation of the organisation among theirs, held.

    Called inside a transaction. What is private to a person makes no case, nor does what we said ourselves.
    """
    rows = Message.objects.select_for_update().filter(pk__in=messages).order_by("id")
    found = list(rows)
    belongs = _held({one.conversation_id for one in found if one.direction == Direction.IN})
    cases = {one.pk: Case(one) for one in belongs.values() if not one.owner_id}
    for message in found:
        place = belongs.get(message.conversation_id)
        if place is not None and place.pk in cases and message.direction == Direction.IN:
            cases[place.pk].messages.append(message)
    _fill(cases)
    return found, sorted((one for one in cases.values() if one.messages), key=lambda one: one.messages[0].pk)


def _held(wanted: Collection[int]) -> dict[int, Conversation]:
    """Conversation -> the one it is part of by now, held for this transaction in one order for all."""
    belongs = {pk: pk for pk in wanted}
    held: dict[int, Conversation] = {}
    asked = set(wanted)
    while asked:
        rows = Conversation.objects.select_for_update(of=("self",)).select_related("contact")
        fresh = {one.pk: one for one in rows.filter(pk__in=asked).order_by("pk")}
        held |= fresh
        merged = {one.pk: one.merged_into_id for one in fresh.values() if one.merged_into_id}
        belongs = {pk: merged.get(place, place) for pk, place in belongs.items()}
        asked = set(merged.values()) - held.keys()
    return {pk: held[place] for pk, place in belongs.items()}


def _fill(cases: dict[int, Case]) -> None:
    ids = list(cases)
    messages = [one.pk for case in cases.values() for one in case.messages]
    if not ids:
        return
    before = Triage.objects.filter(message__conversation=OuterRef("pk"))
    for pk in Conversation.objects.filter(Exists(before), pk__in=ids).values_list("pk", flat=True):
        cases[pk].was_sorted = True
    triaged = frozenset(Triage.objects.filter(message__in=messages).values_list("message_id", flat=True))
    for row in ReplyDue.objects.filter(conversation__in=ids, ended_at=None):
        cases[row.conversation_id].row = row
    for given in Assignment.objects.filter(conversation__in=ids, ended_at=None):
        cases[given.conversation_id].assignment = given
    corrected, answered = _corrected(ids), _answered(cases)
    for pk, case in cases.items():
        case.triaged_before, case.corrected, case.answered = triaged, corrected[pk], answered.get(pk)


def _corrected(conversations: Collection[int]) -> dict[int, dict[str, Corrected]]:
    found: dict[int, dict[str, Corrected]] = defaultdict(dict)
    said = Correction.objects.filter(message__conversation__in=conversations).order_by("id")
    for pk, question, word, at in said.values_list("message__conversation_id", "question", "said", "at"):
        found[pk][question] = Corrected(word, at)
    return found


def _answered(cases: dict[int, Case]) -> dict[int, Answered]:
    """The last answers that were sent, asked only where an answer is younger than a message of the batch."""
    asked = [
        pk
        for pk, case in cases.items()
        if (at := case.conversation.answered_at) and any(at >= one.stored_at for one in case.messages)
    ]
    if not asked:
        return {}
    ours = Message.objects.filter(
        Q(sent_at__isnull=False), conversation__in=asked, direction=Direction.OUT, by__isnull=False
    )
    rows = ours.order_by("stored_at").values_list("conversation_id", "stored_at", "sent_at")
    return {pk: Answered(pressed, sent) for pk, pressed, sent in rows if sent is not None}
