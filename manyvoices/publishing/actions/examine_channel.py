"""Ask for a real test call to the network of a channel."""

import secrets

from django.db import IntegrityError, transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.models import Examination
from manyvoices.voices.models import Channel
from manyvoices.voices.permissions import may_keep


def examine_channel(*, actor: Person, channel: Channel) -> Examination:
    """The examination, due now; one that is still under way is that one. Nothing is published or changed by it.

    Refused to whoever does not decide where the voice is heard.
    """
    may_keep(rights(actor), channel.voice)
    now = clock.now()
    try:
        with transaction.atomic():
            made = Examination.objects.create(
                channel=channel, asked_by=actor, asked_at=now, due_at=now, number=secrets.token_hex(4)
            )
            audit.record(actor=actor, verb="examine_channel", target=channel, network=channel.network)
    except IntegrityError:  # asked twice at once
        return Examination.objects.get(channel=channel, finished_at=None)
    return made
