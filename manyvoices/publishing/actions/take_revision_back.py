"""Let a draft say again what it said in an earlier version."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.actions.keep_revision import keep_revision
from manyvoices.publishing.models import Post, Variant
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.revisions import newest_words
from manyvoices.publishing.voiding import void_if_changed
from manyvoices.voices.models import Channel


def take_revision_back(*, actor: Person, post: Post, revision: int, number: int) -> Post:
    """The draft with the words of version `number`, as a new version: what it said until now is kept as well.

    `revision` is the one the writer saw. Raises Conflict when another window saved since or the draft was released,
    NotThere for a version that is not kept, Refused.
    """
    may_change(actor, post)
    with transaction.atomic():
        mine = Post.objects.filter(pk=post.pk, revision=revision, released_at=None, discarded_at=None)
        wanted = post.revisions.filter(number=number).first()
        if wanted is None:
            raise NotThere(_("This version is not kept any more."))
        language = wanted.content["variants"][0]["language"] if wanted.content["variants"] else post.language
        if not mine.update(
            revision=F("revision") + 1,
            saved_at=clock.now(),
            title=wanted.content["title"],
            language=language,
        ):
            raise Conflict(_("The draft was changed or released in another window. Look at it again."))
        post.revision = revision
        keep_revision(actor=actor, post=post)  # what no version holds yet
        _write(actor, post, wanted.content["variants"])
        post.refresh_from_db()
        keep_revision(actor=actor, post=post)
        void_if_changed(post, actor)
    return post


def _write(actor: Person, post: Post, wanted: list[dict[str, Any]]) -> None:
    """The words for all are changed in place; a channel's own words come back, or go where that version had none."""
    standing = newest_words(post)
    main = standing[0]
    own = {(one.channel_id, one.language): one for one in standing[1:]}
    connected = set(Channel.objects.filter(voice=post.voice_id).values_list("pk", flat=True))
    for number, words in enumerate(wanted):
        row = main if number == 0 else own.pop((words["channel"], words["language"]), None)
        if row is None and words["channel"] not in connected | {None}:
            continue
        _say(row or Variant(post=post, channel_id=words["channel"]), words, actor)
    unsent = post.deliveries.values("variant")
    Variant.objects.filter(pk__in=[one.pk for one in own.values()]).exclude(pk__in=unsent).delete()


def _say(row: Variant, words: dict[str, Any], actor: Person) -> None:
    row.language, row.text, row.content_warning = words["language"], words["text"], words["content_warning"]
    row.made_by, row.made_at = actor, clock.now()
    row.save()
