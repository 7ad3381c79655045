"""Change a post after it was released: a new version of its words, carried to every channel."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.publishing.fitting import check_fits
from manyvoices.publishing.follow_ups import follow_up
from manyvoices.publishing.history import change_all
from manyvoices.publishing.models import Delivery, Happened, Post, State, Variant, Verb
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.publishing.permissions import may_change, may_release
from manyvoices.publishing.status import STILL_HERE
from manyvoices.publishing.variants import words_for


def edit_post(*, actor: Person, post: Post, version: int, text: str, content_warning: str = "") -> Post:
    """The post with new words. `version` is the version the editor saw.

    What still waits leaves with the new words; what has left gets an edit of its own. Raises Conflict when somebody
    edited since or the post was taken back, Invalid, Refused.
    """
    may_change(actor, post)
    may_release(actor, post.voice)
    with transaction.atomic():
        Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        post.refresh_from_db()
        if post.released_at is None or post.removed_at is not None:
            raise Conflict(_("This post is not published, so there is nothing to edit."))
        old = words_for(post.variants.all(), None, post.language)
        if old is None or old.version != version:
            raise Conflict(_("Somebody edited this post since you opened it. Look at the new words first."))
        new = _new_version(actor, post, old, text, content_warning)
        for delivery in post.deliveries.filter(verb=Verb.PUBLISH).select_related("channel"):
            _carry(delivery, new)
        Post.objects.filter(pk=post.pk).update(edited_at=clock.now())
        audit.record(actor=actor, verb="edit_post", target=post, version=new.version)
    post.refresh_from_db()
    return post


def _new_version(actor: Person, post: Post, old: Variant, text: str, content_warning: str) -> Variant:
    words = tidy(text, MAX_TEXT)
    if not words.strip() and not post.attachments.exists():
        raise Invalid(text=_("An empty post says nothing. Write something, or delete the post."))
    made = Variant(
        post=post,
        language=old.language,
        version=old.version + 1,
        text=words,
        content_warning=tidy(content_warning, 200),
        made_by=actor,
        made_at=clock.now(),
    )
    made.save()
    return made


def _carry(delivery: Delivery, new: Variant) -> None:
    check_fits(delivery.channel, new, delivery.post.attachments.count())
    still_here = Delivery.objects.filter(pk=delivery.pk, taken_by=None, state__in=STILL_HERE)
    if still_here.update(variant=new, prepared={}) or delivery.state == State.CANCELLED:
        return
    # A queued edit that has not left yet is overtaken by this one.
    overtaken = Delivery.objects.filter(
        post=delivery.post, channel=delivery.channel, verb=Verb.REVISE, state=State.QUEUED, taken_by=None
    )
    change_all(overtaken, Happened.CANCELLED, by=new.made_by, state=State.CANCELLED, due_at=None)
    follow_up(delivery, Verb.REVISE, new, new.made_by)
