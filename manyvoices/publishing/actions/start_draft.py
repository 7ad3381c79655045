"""A new draft, kept from the first moment."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.publishing.models import Post, Variant
from manyvoices.voices.models import ChannelState, Voice
from manyvoices.voices.permissions import may_speak
from manyvoices.voices.queries import speakable_voices


def start_draft(*, actor: Person, voice: Voice | None = None, text: str = "") -> Post:
    """A draft of `voice` (the actor's own, or the first they may use), with all its live channels ticked.

    Raises Refused when the actor may not speak as it, or has no voice at all.
    """
    chosen = voice or _first_voice(actor)
    may_speak(actor, chosen)
    now = clock.now()
    home = organisation()
    zone = actor.time_zone or (home.time_zone if home else "UTC")
    with transaction.atomic():
        post = Post.objects.create(
            world=chosen.world,
            voice=chosen,
            language=chosen.language,
            prepared_by=actor,
            made_at=now,
            saved_at=now,
            time_zone=zone,
        )
        post.channels.set(chosen.channels.filter(state=ChannelState.ACTIVE, network="native"))
        Variant.objects.create(post=post, language=chosen.language, text=text, made_by=actor, made_at=now)
    return post


def _first_voice(actor: Person) -> Voice:
    voices = list(speakable_voices(actor))
    own = [voice for voice in voices if voice.person_id == actor.pk]
    for voice in own + voices:
        return voice
    raise Refused(
        _(
            "You have no voice yet, so there is nothing to write as. Make your own voice first; it takes a minute."
        )
    )
