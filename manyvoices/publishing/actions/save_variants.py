"""Save which channels say a draft in words of their own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.people.spoken import languages_to_choose
from manyvoices.publishing.models import Post, Variant
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.variants import own_words, words_for


@dataclass(frozen=True)
class OwnWords:
    """What one channel of the post's voice says instead of the words for all."""

    channel: int
    text: str
    content_warning: str
    language: str


def save_variants(*, actor: Person, post: Post, revision: int, adapted: Collection[OwnWords]) -> Post:
    """The draft in which the channels of `adapted` have their own words, and all others say those for all.

    A channel that is new among them and sent no words begins with those for all. `revision` is the one just saved: it
    stays. Raises Conflict when another window saved since, Invalid, Refused.
    """
    may_change(actor, post)
    _check(post, adapted)
    with transaction.atomic():
        mine = Post.objects.filter(pk=post.pk, revision=revision, released_at=None, discarded_at=None)
        if not mine.update(saved_at=clock.now()):
            raise Conflict(_("A newer version of this draft was saved in another window. Look at it again."))
        standing = list(post.variants.all())
        main = words_for(standing, None, post.language)
        for one in adapted:
            _say(actor, post, one, own_words(standing, one.channel), main)
        kept = {one.channel for one in adapted}
        _unfork(post, main, [row for row in standing if row.channel_id and row.channel_id not in kept])
    post.refresh_from_db()
    return post


def _check(post: Post, adapted: Collection[OwnWords]) -> None:
    own = set(post.voice.channels.values_list("pk", flat=True))
    spoken = {code for code, _name in languages_to_choose()}
    for one in adapted:
        if one.channel not in own:
            raise Invalid(channels=_("One of the chosen channels is not connected any more. Choose again."))
        if len(one.text) > MAX_TEXT or len(one.content_warning) > 200:
            raise Invalid(text=_("The words for one channel are too long to be kept. Shorten them."))
        if one.language not in spoken:
            raise Invalid(language=_("Choose one of the languages offered for each channel."))


def _say(actor: Person, post: Post, words: OwnWords, row: Variant | None, main: Variant | None) -> None:
    text, warning = tidy(words.text, MAX_TEXT), tidy(words.content_warning, 200)
    if row is None:
        row = Variant(post=post, channel_id=words.channel, language="")
        if not text and main is not None:
            text, warning = main.text, warning or main.content_warning
    new = (text, warning, words.language)
    if (row.text, row.content_warning, row.language) != new:
        row.text, row.content_warning, row.language = new
        row.made_by, row.made_at = actor, clock.now()
        row.save()


def _unfork(post: Post, main: Variant | None, rows: Iterable[Variant]) -> None:
    """Deliveries of a draft are cancelled ones: what never left may point to the words for all."""
    gone = [row.pk for row in rows]
    if gone and main is not None:
        post.deliveries.filter(variant__in=gone).update(variant=main)
        Variant.objects.filter(pk__in=gone).delete()
