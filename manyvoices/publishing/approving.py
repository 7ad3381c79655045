"""Who may let a post leave: its author, or for an approved one the colleague who approved exactly these words."""

from django.utils.translation import gettext as _

from manyvoices import wiring
from manyvoices.core.refusals import Refused
from manyvoices.core.wired import wired
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.approved_words import fingerprint_of
from manyvoices.publishing.models import Approval, ApprovalState, Origin, Post, State
from manyvoices.publishing.permissions import may_change, may_let_leave, may_release
from manyvoices.publishing.rules import Asks, by_rule, what_asks
from manyvoices.publishing.status import STILL_HERE
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_speak


class NeedsApproval(Refused):
    """The post goes to somebody else first; `asks` says to whom and by which rule."""

    def __init__(self, asks: Asks) -> None:
        super().__init__(
            _(
                "This goes to somebody with the role %(who)s first: %(rule)s. %(because)s Lifting it is up to: %(owner)s."
            )
            % {"who": asks.who, "rule": asks.name, "because": asks.because, "owner": asks.owner}
        )
        self.asks = asks


def needs_approval(person: Person, voice: Voice, kind: str) -> Asks | None:
    """What `person` has to ask for before a post of `kind` leaves as `voice`; None where they publish without.

    Raises Refused to who may not speak as the voice at all.
    """
    may_speak(person, voice)
    return what_asks(voice, kind, granted=_granted(person, voice))


def check_release(actor: Person, post: Post) -> Person:
    """Who releases the draft: its author, or who approved these very words. Raises NeedsApproval or Refused."""
    approval = standing_approval(post)
    if approval is not None and approval.answered_by is not None:
        may_answer(approval.answered_by, approval)
        return approval.answered_by
    if post.origin == Origin.ANSWER:
        raise Refused(_("An answer leaves from its conversation, where one sees what was said since."))
    check_without(actor, post.voice, post.kind)
    return actor


def check_without(actor: Person, voice: Voice, kind: str) -> None:
    """Passes who may let posts of `kind` leave as `voice` without asking. Raises NeedsApproval or Refused."""
    asks = needs_approval(actor, voice, kind)
    if asks is not None:
        raise NeedsApproval(asks)
    may_release(actor, voice)


def may_let_go(actor: Person, post: Post) -> None:
    """Passes who may let a released post go again that was held back: nothing new is said, so an approval still counts."""
    may_change(actor, post)
    if standing_approval(post) is None:
        may_let_leave(actor, post)


def check_leaving(post: Post) -> None:
    """Asked in the last moment: whether who released the post may still let it leave. Raises Refused with the reason."""
    by = post.released_by
    if post.origin == Origin.ANSWER:
        wired(wiring.MAY_STILL_ANSWER)(by or post.prepared_by, post)
    if by is None or by.pk == post.prepared_by_id:
        may_let_leave(by or post.prepared_by, post)
        return
    approval = _newest(post)
    if approval is None or approval.answered_by_id != by.pk:
        may_release(by, post.voice)
    elif approval.state != ApprovalState.APPROVED or approval.fingerprint != fingerprint_of(post):
        raise Refused(_("The words changed after they were approved. Make it a draft and ask again."))
    else:
        may_answer(by, approval)
        may_speak(post.prepared_by, post.voice)


def standing_approval(post: Post) -> Approval | None:
    """The approval of exactly what the post says now; None where there is none, or something changed since."""
    found = _newest(post)
    if found is None or found.state != ApprovalState.APPROVED or found.fingerprint != fingerprint_of(post):
        return None
    return found


def may_answer(person: Person, approval: Approval) -> None:
    """Passes who holds the role that is asked, in the voice's unit; never who asked for it or wrote the post.

    Once it escalated, also who holds the role it escalated to. Raises Refused.
    """
    if person.pk in {approval.asked_by_id, approval.post.prepared_by_id}:
        raise Refused(_("Nobody approves their own words. A colleague looks at them."))
    voice = approval.post.voice
    held = rights(person)
    if not any(held.has_role(role, voice.unit_id, voice.brand_id) for role in asked_roles(approval)):
        raise Refused(_("This waits for somebody with another role in the unit of the voice."))


def asked_roles(approval: Approval) -> list[str]:
    """Which roles may answer at this moment."""
    asks = asks_of(approval)
    return [asks.approvers, *([asks.escalates_to] if approval.escalated_at else [])]


def asks_of(approval: Approval) -> Asks:
    """What asked for it; without a written rule editors answer."""
    if approval.rule is not None:
        return by_rule(approval.rule)
    unwritten = what_asks(approval.post.voice, approval.post.kind, granted=False)
    return unwritten if unwritten and unwritten.rule is None else Asks(name="", because="", owner="")


def edit_takes_back(actor: Person, post: Post) -> bool:
    """Whether new words for this released post void its approval and make it a draft again.

    False where its author publishes without asking. Raises NeedsApproval where nobody approved it, or something of it
    has left already.
    """
    asks = needs_approval(actor, post.voice, post.kind)
    if asks is None:
        may_let_leave(actor, post)
        return False
    given = post.approvals.filter(state=ApprovalState.APPROVED, answered_by=post.released_by_id)
    has_left = post.deliveries.exclude(state__in=[*STILL_HERE, State.CANCELLED])
    if has_left.exists() or not given.exists():
        raise NeedsApproval(asks)
    return True


def _granted(person: Person, voice: Voice) -> bool:
    try:
        may_release(person, voice)
    except Refused:
        return False
    return True


def _newest(post: Post) -> Approval | None:
    rows = Approval.objects.filter(post=post).select_related("rule__owner", "answered_by", "post__voice")
    return rows.order_by("-id").first()
