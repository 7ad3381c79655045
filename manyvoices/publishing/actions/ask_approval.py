"""Ask a colleague to look at a draft and let it leave."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.publishing.approved_words import fingerprint_of
from manyvoices.publishing.approving import needs_approval
from manyvoices.publishing.asking import colleagues, tell_about
from manyvoices.publishing.models import Approval, Post
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.releasing import deliveries_of, due_at
from manyvoices.publishing.rules import FOUR_HOURS, Asks

LONGEST_WORD = 1000


def ask_approval(
    *,
    actor: Person,
    post: Post,
    revision: int,
    wall: datetime | None = None,
    time_zone: str = "",
    word: str = "",
) -> Approval:
    """The approval that waits, and those who may answer are told. The post leaves at `wall`, or once it is approved.

    Raises Conflict where it was asked already, the draft changed, or nobody has to be asked; Invalid where the post
    could not leave at all, or nobody is there to answer; Refused.
    """
    may_change(actor, post)
    asks = needs_approval(actor, post.voice, post.kind)
    if asks is None:
        raise Conflict(_("Nobody has to be asked: you may publish this yourself."))
    due = due_at(wall, time_zone)
    deliveries_of(post, due)
    approvers = _approvers(asks, post)
    with transaction.atomic():
        fresh = Post.objects.select_for_update(of=("self",)).filter(
            pk=post.pk, revision=revision, released_at=None, discarded_at=None
        )
        if not fresh.exists():
            raise Conflict(_("The draft was changed or released in another window. Look at it again."))
        approval = _written(
            Approval(
                post=post,
                rule=asks.rule,
                revision=revision,
                word=word.strip()[:LONGEST_WORD],
                wanted_at=due if wall else None,
                time_zone=time_zone or post.time_zone,
                asked_by=actor,
            )
        )
        audit.record(actor=actor, verb="ask_approval", target=approval, post=post.pk, rule=str(asks.name))
        _tell(approval, approvers)
    return approval


def _tell(approval: Approval, approvers: list[Person]) -> None:
    tell_about(
        approval,
        approvers,
        "asked",
        subject=gettext_lazy("%(name)s asks you to look at a post of @%(handle)s"),
        text=gettext_lazy("Approve it or give advice. Without an answer in time others are asked as well."),
        name=approval.asked_by.name,
    )


def _approvers(asks: Asks, post: Post) -> list[Person]:
    but = [post.prepared_by_id]
    found = colleagues(asks.approvers, post.voice, but=but)
    if not found and not colleagues(asks.escalates_to, post.voice, but=but):
        raise Invalid(
            approval=_(
                "Nobody can answer: no colleague holds the role %(role)s here. Ask an administrator to give it to "
                "somebody. Your draft is kept."
            )
            % {"role": asks.who}
        )
    return found


def _written(approval: Approval) -> Approval:
    """With the moment until which it should be answered, unless the post waits for an answer already."""
    approval.asked_at = clock.now()
    within = approval.rule.answer_within if approval.rule else FOUR_HOURS
    approval.answer_by = approval.due_at = approval.asked_at + timedelta(minutes=within)
    approval.fingerprint = fingerprint_of(approval.post)
    try:
        with transaction.atomic():
            approval.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("This post waits for an answer already.")) from None
    return approval
