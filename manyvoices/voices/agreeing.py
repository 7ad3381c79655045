"""The two yeses that a person's own channel needs."""

from manyvoices.people.actions.give_consent import give_consent
from manyvoices.people.models import Person, Purpose
from manyvoices.voices.models import Channel


def agree_to_channel(person: Person, channel: Channel, *, language: str) -> None:
    """Record the two yeses that a person's own channel needs."""
    for purpose in (Purpose.PUBLISH, Purpose.COLLECT):
        give_consent(actor=person, purpose=purpose, channel_id=channel.pk, language=language)
