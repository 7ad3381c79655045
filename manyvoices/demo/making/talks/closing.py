"""What came of it: whether it was good, labels, remarks among us, and causes with what was changed."""

from datetime import timedelta
from typing import Any

from manyvoices.conversations.models import Cause, Comment, Label, Labelled, Satisfaction
from manyvoices.core import tokens
from manyvoices.demo.content_files import read
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.talks.plan import State
from manyvoices.demo.making.talks.rows import Rows
from manyvoices.demo.saying import said

# Not at all, partly, yes, and no answer, which is none and never zero.
HOW_GOOD = (1, 2, 3, 3, 3, None)


def make_closing(ground: Ground, everything: list[Rows], labels: list[Label]) -> None:
    """Answers to "was it good?", labels and remarks on some, causes on the complaints they are about."""
    ours = [made for made in everything if made.talk.state != State.PRIVATE and made.talk.kind != "spam"]
    asked = [made for made in ours if made.talk.closed_at and made.ours]
    Satisfaction.objects.bulk_create(_asked(made) for made in asked)
    Labelled.objects.bulk_create(
        Labelled(
            conversation=made.conversation,
            label=made.talk.chance.choice(labels),
            by=ground.people["ruth"],
            at=made.talk.at + timedelta(minutes=2),
        )
        for made in ours[::6]
    )
    remarks = read("conversations")["words"]["comments"]
    Comment.objects.bulk_create(
        Comment(
            conversation=made.conversation,
            by=ground.people[made.talk.by or "ruth"],
            text=said(made.talk.chance.choice(remarks), made.talk.chance),
            at=made.talk.at + timedelta(minutes=3),
        )
        for made in ours[::15]
    )
    _causes(ground, ours)


def _asked(made: Rows) -> Satisfaction:
    good = made.talk.chance.choice(HOW_GOOD)
    at = made.talk.closed_at
    if made.ours is None or at is None:
        raise ValueError("Only who was answered is asked.")
    return Satisfaction(
        conversation=made.conversation,
        message=made.ours,
        token_hash=tokens.hashed(tokens.new_token()),
        asked_at=at,
        answer=good,
        answered_at=at + timedelta(minutes=made.talk.chance.randint(2, 60)) if good else None,
    )


def _causes(ground: Ground, ours: list[Rows]) -> None:
    rows, about = [], list[tuple[Cause, Rows]]()
    for told in read("conversations")["cause"]:
        changed = ground.ago(20) if told["change"] else None
        row = Cause(
            unit=ground.root,
            name=told["name"],
            owner=ground.people[told["owner"]],
            made_by=ground.people["ruth"],
            made_at=ground.ago(45),
            change=told["change"],
            changed_at=changed,
        )
        rows.append(row)
        same = [made for made in ours if made.talk.kind == "complaint" and made.talk.topic == told["topic"]]
        about += [(row, made) for made in same if changed is None or made.talk.at < changed]
    Cause.objects.bulk_create(rows)
    through: Any = Cause.conversations.through
    through.objects.bulk_create(
        through(cause_id=cause.pk, conversation_id=made.conversation.pk) for cause, made in about
    )
