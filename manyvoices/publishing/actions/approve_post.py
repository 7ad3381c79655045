"""Approve what a colleague wrote: it leaves at the wished time, word for word."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.approved_words import fingerprint_of
from manyvoices.publishing.approving import may_answer
from manyvoices.publishing.asking import tell_about
from manyvoices.publishing.models import Approval, ApprovalState, Post
from manyvoices.publishing.releasing import When, let_leave
from manyvoices.publishing.scheduling import wall_of
from manyvoices.publishing.voiding import void
from manyvoices.voices.permissions import may_speak


def approve_post(*, actor: Person, approval: Approval) -> Approval:
    """The approved approval; its post leaves in the name of `actor`, who cannot change a word of it.

    Where the wished time passed meanwhile nothing leaves: the author is asked for another one, and the approval counts
    for it. Never given to oneself. Raises Conflict where it was answered, taken back, or the words changed, which
    voids it; Refused; Invalid where the post cannot leave any more.
    """
    may_answer(actor, approval)
    may_speak(approval.post.prepared_by, approval.post.voice)
    if not _approved(actor, approval):
        void(approval, actor)
        raise Conflict(_("The words changed since they were shown to you. The author asks again."))
    approval.refresh_from_db()
    return approval


def _approved(actor: Person, approval: Approval) -> bool:
    """Whether the draft, locked, still says what was shown."""
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=approval.post_id)
        if approval.fingerprint != fingerprint_of(post):
            return False
        mine = Approval.objects.filter(pk=approval.pk, state=ApprovalState.WAITING)
        now = clock.now()
        if not mine.update(
            state=ApprovalState.APPROVED, answered_by=actor, answered_at=now, due_at=None, done_at=now
        ):
            raise Conflict(_("This was answered or taken back already."))
        audit.record(actor=actor, verb="approve_post", target=approval, post=approval.post_id)
        _leave(actor, approval, post)
    return True


def _leave(actor: Person, approval: Approval, post: Post) -> None:
    author, wanted = [approval.asked_by], approval.wanted_at
    if wanted is not None and wanted <= clock.now():
        tell_about(
            approval,
            author,
            "passed",
            subject=gettext_lazy("Your post of @%(handle)s is approved, but its time has passed"),
            text=gettext_lazy(
                "Nothing left. Choose a new time, or publish it now; the approval counts for both."
            ),
        )
        return
    wall = wall_of(wanted, approval.time_zone) if wanted else None
    when = When(wall, approval.time_zone if wall else "")
    let_leave(actor=actor, by=actor, post=post, revision=post.revision, when=when)
    tell_about(
        approval,
        author,
        "approved",
        subject=gettext_lazy("Your post of @%(handle)s is approved"),
        text=gettext_lazy("%(name)s approved it, word for word. It leaves at the time you wished for."),
        name=actor.name,
    )
