"""What stands in the inbox of operations on a morning at Northlight."""

from datetime import datetime, timedelta

from manyvoices.conversations.actions.label_conversation import label_conversation
from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.actions.snooze_conversation import snooze_conversation
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.actions.wait_for_contact import wait_for_contact
from manyvoices.conversations.models import (
    Collecting,
    Conversation,
    Looking,
    Phase,
    ReplyDue,
    Satisfaction,
)
from manyvoices.conversations.tests.talks import ago, contact, says, talk
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.people.models import RoleName, Topic
from tests.cast import Cast, make_cast, role


def a_morning() -> Cast:
    """Late, urgent, taken, back on top, put aside, waiting, and two channels that were looked at."""
    cast, now = make_cast(), clock.now()
    role(cast.bo, RoleName.RESPONDER, cast.operations)
    _unanswered(cast, now)
    _taken(cast, now)
    _resting(cast, now)
    for voice in (cast.brand_voice, cast.ada_voice):
        Collecting.objects.create(
            channel=voice.channels.get(),
            checked_at=now - timedelta(seconds=20),
            due_at=now + timedelta(minutes=5),
        )
    return cast


def _unanswered(cast: Cast, now: datetime) -> None:
    late = talk(
        cast.operations,
        contact=contact("Omar Tahiri"),
        at=ago(82),
        said="Where is my refund? You promised me an answer on Monday, and I have written three times since.",
        language="en",
    )
    heating = Topic.objects.create(name="Heating", made_at=now)
    lena = talk(
        cast.operations,
        contact=contact("Lena Kofler"),
        at=ago(12),
        urgency="high",
        topic=heating,
        language="en",
    )
    delay = make_label(actor=cast.ada, unit=cast.root, name="Delay")
    label_conversation(actor=cast.cleo, conversation=lena, label=delay)
    Satisfaction.objects.create(
        conversation=late,
        message=says(late, "ok"),
        token_hash=str(new_id()),
        asked_at=now,
        answer=3,
        answered_at=now,
    )


def _taken(cast: Cast, now: datetime) -> None:
    mine = talk(
        cast.operations,
        contact=contact("Δημήτρης Παπαδόπουλος"),
        at=ago(45),
        said="Πότε φεύγει το τελευταίο τρένο για το Λιντς;",
        kind="question",
        language="el",
    )
    take_conversation(actor=cast.cleo, conversation=mine)
    other = talk(
        cast.operations, contact=contact("فاطمة الزهراء"), at=ago(3), said="متى يصل القطار؟", language="ar"
    )
    take_conversation(actor=cast.bo, conversation=other)
    Looking.objects.create(
        conversation=other, person=cast.bo, seen_at=now + timedelta(hours=1), answering=True
    )


def _resting(cast: Cast, now: datetime) -> None:
    back = talk(cast.operations, contact=contact("Mia Tran"), at=ago(200), kind="idea", said="Bike hooks!")
    Conversation.objects.filter(pk=back.pk).update(on_top_because="The answer could not be sent.")
    waiting, asleep, kept = (
        talk(cast.operations, contact=contact("Jan Vos"), kind="praise") for _one in range(3)
    )
    wait_for_contact(actor=cast.cleo, conversation=waiting)
    snooze_conversation(actor=cast.cleo, conversation=asleep)
    ReplyDue.objects.filter(conversation=kept).update(phase=Phase.ANSWERED, stopped_at=now)
