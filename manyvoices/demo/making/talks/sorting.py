"""What triage said of each, and what a colleague said instead."""

from manyvoices.conversations.models import Correction, Triage
from manyvoices.conversations.triaging import subjects, triaged
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.talks.plan import State
from manyvoices.demo.making.talks.rows import Rows

# With more than these the worker would begin to learn, and a demo is to be quick.
MOST_CORRECTED = 20


def sorted_rows(ground: Ground, everything: list[Rows]) -> tuple[list[Triage], list[Correction]]:
    """The cold start's own answers, in one go, not saved yet. Where a conversation says something else, a colleague did."""
    ours = [made for made in everything if made.talk.state != State.PRIVATE]
    told = triaged([made.messages[0] for made in ours], subjects())
    rows, corrected = [], []
    for made in ours:
        message, one = made.messages[0], made.conversation
        said = told.by_message[message.pk][1]
        rows.append(
            Triage(
                message=message,
                kind=said.kind.value,
                kind_confidence=said.kind.confidence,
                kind_words=list(said.kind.words),
                urgency=said.urgency.value,
                urgency_confidence=said.urgency.confidence,
                urgency_words=list(said.urgency.words),
                topic_id=told.topics.get(said.topic.value),
                topic_confidence=said.topic.confidence,
                topic_words=list(said.topic.words),
                language=said.language.value,
                language_confidence=said.language.confidence,
                at=message.stored_at,
            )
        )
        one.urgency = said.urgency.value
        if said.kind.value != one.kind:
            corrected.append(
                Correction(
                    message=message,
                    question="kind",
                    said=one.kind,
                    by=ground.people["ruth"],
                    at=message.stored_at,
                )
            )
    return rows, corrected[-MOST_CORRECTED:]
