"""An approval is about exactly what was seen: whatever changes afterwards ends it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.people.telling import tell
from manyvoices.publishing.approved_words import fingerprint_of
from manyvoices.publishing.models import Approval, ApprovalState, Post

STANDING = (ApprovalState.WAITING, ApprovalState.APPROVED)


def void_if_changed(post: Post, by: Person | None) -> bool:
    """Whether an approval of `post` that waits or was given just ended, because the post says something else now."""
    standing = Approval.objects.filter(post=post, state__in=STANDING).order_by("-id").first()
    if standing is None or standing.fingerprint == fingerprint_of(post):
        return False
    return void(standing, by)


def void(approval: Approval, by: Person | None) -> bool:
    """Whether this call ended it. Who was to answer needs no word: it leaves their list; who approved is told."""
    mine = Approval.objects.filter(pk=approval.pk, state__in=STANDING)
    was_given = mine.filter(state=ApprovalState.APPROVED).exists()
    if not mine.update(state=ApprovalState.VOID, due_at=None, done_at=clock.now()):
        return False
    audit.record(actor=by, verb="void_approval", target=approval, post=approval.post_id)
    if was_given and approval.answered_by is not None:
        tell(
            [approval.answered_by],
            kind="approval",
            key=f"approval-void:{approval.pk}",
            link=reverse("approval", args=[approval.pk]),
            subject=_("Words that you approved were changed"),
            text=_("Your approval does not count for the new words. Nothing of them leaves with it."),
        )
    return True
