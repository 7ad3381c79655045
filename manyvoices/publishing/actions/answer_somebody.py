"""Answer somebody outside: words that leave at once, below what they answer, for those it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Invalid
from manyvoices.networks.contract import Mentioned
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.publishing.disclosure import disclosed
from manyvoices.publishing.models import Audience, InReplyTo, Origin, Post, Variant
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.publishing.releasing import NO_TIME, When, let_leave
from manyvoices.voices.models import Channel, ChannelState
from manyvoices.voices.permissions import may_answer_as


@dataclass(frozen=True)
class Answered:
    """What is answered, as its network knows it; who may read the answer (Audience), and whom it names."""

    remote_id: str
    url: str = ""
    audience: str = Audience.PUBLIC
    mentions: Sequence[Mentioned] = ()


def answer_somebody(
    *,
    actor: Person,
    channel: Channel,
    text: str,
    language: str,
    answered: Answered,
    undo: timedelta = NO_TIME,
) -> Post:
    """The released answer by the voice of `channel`; it leaves now, or after `undo`.

    Nobody approves an answer, and the ordinary pause lets it through. Raises Refused to who may not answer as the
    voice; Invalid for no words, too many, a channel that is not connected and an audience without anybody.
    """
    voice = channel.voice
    may_answer_as(actor, voice)
    words = _checked(channel, text, answered)
    now, home = clock.now(), organisation()
    with transaction.atomic():
        post = Post.objects.create(
            world=voice.world,
            voice=voice,
            origin=Origin.ANSWER,
            kind=PostKind.REPLY,
            language=language,
            prepared_by=actor,
            disclosed_as=disclosed(words, home.name if home else ""),
            made_at=now,
            saved_at=now,
            time_zone=actor.time_zone or (home.time_zone if home else "UTC"),
        )
        post.channels.set([channel])
        Variant.objects.create(post=post, language=language, text=words, made_by=actor, made_at=now)
        InReplyTo.objects.create(
            post=post,
            network=channel.network,
            remote_id=answered.remote_id,
            url=answered.url,
            audience=answered.audience,
            mentions=[{"id": one.id, "address": one.address} for one in answered.mentions],
        )
        return let_leave(actor=actor, by=actor, post=post, revision=post.revision, when=When(undo=undo))


def _checked(channel: Channel, text: str, answered: Answered) -> str:
    if channel.state != ChannelState.ACTIVE:
        raise Invalid(voice=_("The channel of this voice is not connected any more. Choose another voice."))
    if answered.audience not in Audience.values:
        raise Invalid(audience=_("Choose who may read the answer."))
    if answered.audience == Audience.DIRECT and not answered.mentions:
        raise Invalid(audience=_("An answer to those named alone has to name somebody."))
    if not text.strip():
        raise Invalid(text=_("There is nothing to send yet. Write an answer."))
    if len(text) > MAX_TEXT:
        raise Invalid(
            text=_("The text is longer than %(most)s characters. Shorten it or write two answers.")
            % {"most": MAX_TEXT}
        )
    return tidy(text, MAX_TEXT)
