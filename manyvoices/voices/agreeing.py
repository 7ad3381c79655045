"""The yeses to a person's own channel."""

from collections.abc import Iterable

from manyvoices.people.actions.give_consent import give_consent
from manyvoices.people.models import Person, Purpose
from manyvoices.voices.models import Channel

# What the short form asks in one breath; publishing is the one a channel cannot be without.
USUAL = (Purpose.PUBLISH, Purpose.COLLECT)


def agree_to_channel(
    person: Person, channel: Channel, *, language: str, purposes: Iterable[str] = USUAL
) -> None:
    """Record the person's yes to each of `purposes` on their own channel."""
    for purpose in purposes:
        give_consent(actor=person, purpose=purpose, channel_id=channel.pk, language=language)
