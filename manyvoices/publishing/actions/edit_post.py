"""Change a post after it was released: a new version of its words, carried to every channel that speaks them."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.networks import registry
from manyvoices.people.models import Person
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.approving import edit_takes_back
from manyvoices.publishing.carrying import carry
from manyvoices.publishing.duplicates import fingerprint
from manyvoices.publishing.fitting import check_fits
from manyvoices.publishing.models import Delivery, Form, Post, Variant
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.threads import standing_parts, texts_of
from manyvoices.publishing.titles import plain_title
from manyvoices.publishing.variants import own_words, words_for
from manyvoices.publishing.voiding import void_if_changed
from manyvoices.voices.models import Channel


def edit_post(
    *,
    actor: Person,
    post: Post,
    version: int,
    text: str,
    content_warning: str = "",
    channel: Channel | None = None,
    title: str | None = None,
) -> Post:
    """The post with new words: those for all channels, or the own words of one `channel`. `version` is what the editor
    saw.

    An article may get another `title`. What still waits leaves with the new words; what has left gets an edit of its
    own. A thread grows and shrinks with its words: further parts are published below the last one, parts that are
    left over are deleted. Where a rule asks for a second pair of eyes, new words void the approval and the post is a
    draft again; what has left is not changed without asking: NeedsApproval. Raises Conflict when somebody edited since
    or the post was taken back, Invalid, Refused.
    """
    may_change(actor, post)
    goes_back = edit_takes_back(actor, post)
    with transaction.atomic():
        Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        post.refresh_from_db()
        if post.released_at is None or post.removed_at is not None:
            raise Conflict(_("This post is not published, so there is nothing to edit."))
        old = _seen(post, channel, version)
        if title is not None and post.form == Form.ARTICLE:
            post.title = plain_title(title, needed=True)
        new = _new_version(actor, post, old, text, content_warning)
        if goes_back:
            unschedule_post(actor=actor, post=post)
        else:
            _carry(actor, post, channel, new)
        Post.objects.filter(pk=post.pk).update(title=post.title, edited_at=None if goes_back else clock.now())
        void_if_changed(post, actor)
        audit.record(actor=actor, verb="edit_post", target=post, version=new.version)
    post.refresh_from_db()
    return post


def _carry(actor: Person, post: Post, channel: Channel | None, new: Variant) -> None:
    """To every channel that speaks these words. Who may publish without asking answers for them alone from now on."""
    for of_channel in _threads(post, channel):
        check_fits(of_channel[0].channel, new, post.attachments.count())
        carry(of_channel, new, texts_of(new, registry.limits(of_channel[0].network)))
    if post.approvals.exists():
        Post.objects.filter(pk=post.pk).update(released_by=actor)


def _seen(post: Post, channel: Channel | None, version: int) -> Variant:
    variants = list(post.variants.all())
    found = own_words(variants, channel.pk) if channel else words_for(variants, None, post.language)
    if found is None or found.version != version:
        raise Conflict(_("Somebody edited this post since you opened it. Look at the new words first."))
    return found


def _threads(post: Post, channel: Channel | None) -> list[list[Delivery]]:
    """The parts on each channel that speaks these words."""
    adapted = {one.channel_id for one in post.variants.all() if one.channel_id}
    by_channel: dict[int, list[Delivery]] = {}
    for row in standing_parts(post):
        if row.channel == channel or (channel is None and row.channel_id not in adapted):
            by_channel.setdefault(row.channel_id, []).append(row)
    return list(by_channel.values())


def _new_version(actor: Person, post: Post, old: Variant, text: str, content_warning: str) -> Variant:
    words = tidy(text, MAX_TEXT)
    if not words.strip() and not post.attachments.exists():
        raise Invalid(text=_("An empty post says nothing. Write something, or delete the post."))
    made = Variant(
        post=post,
        channel_id=old.channel_id,
        language=old.language,
        version=old.version + 1,
        text=words,
        fingerprint=fingerprint(words),
        content_warning=tidy(content_warning, 200),
        made_by=actor,
        made_at=clock.now(),
    )
    made.save()
    return made
