"""A new draft, kept from the first moment."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.core.refusals import Conflict, Refused
from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.publishing.models import Post, Variant
from manyvoices.publishing.models.delivery import PRACTICE_NETWORKS
from manyvoices.voices.models import ChannelState, Voice
from manyvoices.voices.permissions import may_speak
from manyvoices.voices.queries import speakable_voices


def start_draft(*, actor: Person, voice: Voice | None = None, text: str = "", pk: int | None = None) -> Post:
    """A draft of `voice` (the actor's own, or the first they may use), with its channel on our own server ticked.

    `pk` is an id that a page made before: pressed twice, it starts one draft, and the second call returns that one.
    Raises Refused when the actor may not speak as the voice, or has none at all; Conflict for somebody else's `pk`.
    """
    chosen = voice or _first_voice(actor)
    may_speak(actor, chosen)
    try:
        return _started(actor, chosen, text, pk or new_id())
    except IntegrityError:
        earlier = Post.objects.filter(prepared_by=actor, pk=pk).first() if pk else None
        if earlier is None:
            raise Conflict(_("This draft could not be started. Open a new one.")) from None
        return earlier


def _started(actor: Person, chosen: Voice, text: str, pk: int) -> Post:
    now = clock.now()
    home = organisation()
    zone = actor.time_zone or (home.time_zone if home else "UTC")
    with transaction.atomic():
        post = Post.objects.create(
            pk=pk,
            world=chosen.world,
            voice=chosen,
            language=chosen.language,
            prepared_by=actor,
            made_at=now,
            saved_at=now,
            time_zone=zone,
        )
        post.channels.set(
            chosen.channels.filter(state=ChannelState.ACTIVE).exclude(network__in=PRACTICE_NETWORKS)
        )
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
