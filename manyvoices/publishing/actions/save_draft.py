"""Save what was typed; a second window never overwrites the first in silence."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.publishing.actions.keep_revision import keep_revision
from manyvoices.publishing.disclosure import disclosed
from manyvoices.publishing.models import Post, Variant
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.publishing.permissions import may_change, may_relabel
from manyvoices.publishing.voiding import void_if_changed
from manyvoices.voices.models import Channel, ChannelState, Voice
from manyvoices.voices.permissions import may_speak


@dataclass(frozen=True)
class Words:
    """What the composer holds. `channels` are ids of channels of `voice`; `kind` is a PostKind."""

    text: str
    content_warning: str
    language: str
    kind: str
    voice: Voice
    channels: Collection[int]


def save_draft(*, actor: Person, post: Post, revision: int, words: Words) -> Post:
    """The draft with its new revision. `revision` is the one the writer saw.

    Raises Conflict when another window saved since (nothing is overwritten), Invalid, Refused.
    """
    may_change(actor, post)
    may_speak(actor, words.voice)
    may_relabel(actor, post, words.kind)
    checked = _checked(words)
    now, home = clock.now(), organisation()
    with transaction.atomic():
        mine = Post.objects.filter(pk=post.pk, revision=revision, released_at=None, discarded_at=None)
        if not mine.update(
            revision=F("revision") + 1,
            saved_at=now,
            voice=words.voice,
            kind=words.kind,
            language=words.language,
            world=words.voice.world,
            disclosed_as=disclosed(words.text, home.name if home else ""),
        ):
            raise Conflict(
                _(
                    "A newer version of this draft was saved in another window. Both are kept: compare, then save."
                )
            )
        post.revision = revision
        keep_revision(actor=actor, post=post)  # what no version holds yet: the very first words
        if words.kind != post.kind and post.deliveries.exists():
            audit.record(actor=actor, verb="change_kind", target=post, before=post.kind, after=words.kind)
        post.channels.set(checked)
        newest = post.variants.filter(channel=None).order_by("-version").values("pk")[:1]
        Variant.objects.filter(pk__in=newest).update(
            language=words.language,
            text=tidy(words.text, MAX_TEXT),
            content_warning=tidy(words.content_warning, 200),
            made_by=actor,
            made_at=now,
        )
        post.refresh_from_db()
        keep_revision(actor=actor, post=post)
        void_if_changed(post, actor)
    return post


def _checked(words: Words) -> list[Channel]:
    if words.kind not in PostKind.values or words.kind in {PostKind.REPLY, PostKind.CRISIS}:
        raise Invalid(kind=_("Choose story, promotion, help or service."))
    if len(words.text) > MAX_TEXT:
        raise Invalid(
            text=_("The text is longer than %(most)s characters. Shorten it or write two posts.")
            % {"most": MAX_TEXT}
        )
    if len(words.content_warning) > 200:
        raise Invalid(content_warning=_("A content warning has at most 200 characters."))
    found = list(words.voice.channels.filter(pk__in=words.channels, state=ChannelState.ACTIVE))
    if len(found) != len(set(words.channels)):
        raise Invalid(channels=_("One of the chosen channels is not connected any more. Choose again."))
    return found
