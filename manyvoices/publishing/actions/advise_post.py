"""Give advice instead of approval: the words stay the author's."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.publishing.approving import may_answer
from manyvoices.publishing.asking import tell_about
from manyvoices.publishing.models import Approval, ApprovalState

LONGEST = 4000


def advise_post(*, actor: Person, approval: Approval, advice: str) -> Approval:
    """The approval, back with its author and this advice; they change what they like and ask again.

    Raises Invalid without words, Conflict where it was answered or taken back already, Refused.
    """
    may_answer(actor, approval)
    words = tidy(advice, LONGEST).strip()
    if not words:
        raise Invalid(advice=_("Say what you would change, and why. The author decides."))
    with transaction.atomic():
        now = clock.now()
        mine = Approval.objects.filter(pk=approval.pk, state=ApprovalState.WAITING)
        if not mine.update(
            state=ApprovalState.ADVISED,
            advice=words,
            answered_by=actor,
            answered_at=now,
            due_at=None,
            done_at=now,
        ):
            raise Conflict(_("This was answered or taken back already."))
        audit.record(actor=actor, verb="advise_post", target=approval, post=approval.post_id)
        tell_about(
            approval,
            [approval.asked_by],
            "advised",
            subject=gettext_lazy("%(name)s has advice on your post of @%(handle)s"),
            text=gettext_lazy("Your words are yours: change what convinces you, then ask again."),
            name=actor.name,
        )
    approval.refresh_from_db()
    return approval
