"""The first act with its two first voices: nobody has to make one before the first post."""

from django.db import transaction

from manyvoices.people.actions.set_up import set_up
from manyvoices.people.models import Person
from manyvoices.voices.actions.make_voice import VoiceWords, make_voice
from manyvoices.voices.handles import first_handles
from manyvoices.voices.models import VoiceKind


@transaction.atomic
def set_up_with_voices(
    *,
    token: str,
    organisation_name: str,
    name: str,
    email: str,
    password: str,
    language: str = "en",
    time_zone: str = "UTC",
) -> Person:
    """The first person, who has a voice of their own and looks after the brand's. Refuses what `set_up` refuses.

    The screen shows both addresses and, under the name, the wording to which the person says yes by going on.
    """
    person = set_up(
        token=token,
        organisation_name=organisation_name,
        name=name,
        email=email,
        password=password,
        language=language,
        time_zone=time_zone,
    )
    brand_handle, own_handle = first_handles(organisation_name, name)
    make_voice(
        actor=person,
        kind=VoiceKind.BRAND,
        words=VoiceWords(handle=brand_handle, name=organisation_name, language=language),
    )
    make_voice(
        actor=person,
        kind=VoiceKind.PERSON,
        words=VoiceWords(handle=own_handle, name=name, language=language),
        agreed_in=language,
    )
    return person
