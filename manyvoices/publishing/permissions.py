"""Who may write, release and take back. Each returns when allowed and raises Refused with the reason when not."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Refused
from manyvoices.pauses import fence
from manyvoices.people.models import Person, Right, RoleName
from manyvoices.people.queries import rights
from manyvoices.publishing.models import Origin, Post
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_answer_as, may_publish_as, may_speak

MAY_WRITE_RULES = frozenset({RoleName.PROGRAMME_LEAD.value, RoleName.ADMINISTRATOR.value})
MAY_WITHDRAW = (RoleName.UNIT_LEAD, RoleName.PROGRAMME_LEAD, RoleName.CRISIS_LEAD, RoleName.EDITOR)


def may_release(person: Person, voice: Voice) -> None:
    """Passes who may publish as `voice` and do so unreviewed there: editors of the unit, or a grant that stands."""
    may_publish_as(person, voice)
    held = rights(person)
    if held.has_role(RoleName.EDITOR, voice.unit_id) or held.has_right(Right.PUBLISH, voice.unit_id):
        return
    raise Refused(
        _(
            "You may write drafts, but not publish yet: that takes a grant. Your draft is kept. "
            "Ask your unit lead or the programme lead to grant you “publish without review”."
        )
    )


def may_let_leave(person: Person, post: Post) -> None:
    """Passes who may release the post unreviewed; an answer leaves with the right to answer as its voice."""
    if post.origin == Origin.ANSWER:
        may_answer_as(person, post.voice)
    else:
        may_release(person, post.voice)


def may_change(person: Person, post: Post) -> None:
    """Passes who may speak as the post's voice; of a draft only its author."""
    if post.is_draft and post.prepared_by_id != person.pk:
        raise Refused(_("This draft belongs to a colleague. Only its author can change it."))
    may_speak(person, post.voice)


def may_relabel(person: Person, post: Post, kind: str) -> None:
    """Passes unless a standing pause stops the kind that `post` was planned with and would let `kind` leave.

    Then it takes an editor (DESIGN 3): a relabelled offer is still an offer. A draft never planned is free.
    """
    if kind == post.kind or not post.deliveries.exists():
        return
    pauses, unit = fence.standing(post.world), post.voice.unit_id
    stopped = fence.stopping(pauses, kind=post.kind, unit=unit) is not None
    if not stopped or fence.stopping(pauses, kind=kind, unit=unit):
        return
    if not rights(person).has_role(RoleName.EDITOR, unit):
        raise Refused(
            _(
                "A pause stands and stops the kind this post was planned with. Until it is lifted only an editor "
                "can give it another kind."
            )
        )


def may_take_back(person: Person, post: Post) -> None:
    """Passes whom the voice belongs to, also while it rests; for shared voices who may speak as them."""
    if post.voice.person_id != person.pk:
        may_change(person, post)


def may_withdraw(person: Person, post: Post) -> None:
    """Passes a lead or editor of the unit, for posts of the organisation's voices only."""
    if post.voice.belongs_to_person:
        raise Refused(
            _("This voice belongs to a person; only that person can take its posts back. Talk to each other.")
        )
    held = rights(person)
    if not any(held.has_role(role, post.voice.unit_id) for role in MAY_WITHDRAW):
        raise Refused(_("Only a lead or an editor of this unit can withdraw a post of its voices."))


def may_write_rules(person: Person, unit_id: int) -> None:
    """Passes a programme lead or administrator of the unit."""
    if not rights(person).has_any_role(MAY_WRITE_RULES, unit_id):
        raise Refused(
            _("Rules of a unit are written by its programme leads and administrators. Ask one of them.")
        )
