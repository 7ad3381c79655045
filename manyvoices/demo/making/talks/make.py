"""The conversations of the demo, in bulk and in the order in which they happened."""

from manyvoices.conversations.models import Conversation, Correction, Event, Message, ReplyDue, Triage
from manyvoices.conversations.promising import Rules
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.talks.answers import make_notes
from manyvoices.demo.making.talks.closing import make_closing
from manyvoices.demo.making.talks.desk import make_desk
from manyvoices.demo.making.talks.people import make_people
from manyvoices.demo.making.talks.placed import make_placed
from manyvoices.demo.making.talks.plan import planned
from manyvoices.demo.making.talks.rows import rows_of
from manyvoices.demo.making.talks.sorting import sorted_rows


def make_talks(ground: Ground) -> None:
    """Three hundred conversations, with everything that belongs to them. Some fifty statements, however many there are."""
    labels = make_desk(ground)
    talks = planned(ground.now, ground.seed, len(ground.actors))
    known, rules = make_people(ground, talks), Rules()
    everything = [rows_of(ground, talk, known[talk.who, talk.network], rules) for talk in talks]
    make_notes(ground, everything)
    triages, corrected = sorted_rows(ground, everything)
    Conversation.objects.bulk_create(made.conversation for made in everything)
    Message.objects.bulk_create(message for made in everything for message in made.messages)
    Triage.objects.bulk_create(triages)
    Correction.objects.bulk_create(corrected)
    make_placed(ground, everything, rules)
    ReplyDue.objects.bulk_create(promise for made in everything for promise in made.promises)
    Event.objects.bulk_create(
        sorted((event for made in everything for event in made.events), key=lambda one: one.at)
    )
    make_closing(ground, everything, labels)
