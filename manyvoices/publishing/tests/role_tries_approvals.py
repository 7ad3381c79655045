"""How docs/roles.md is tried: approvals and their rules."""

from datetime import timedelta

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.actions.advise_post import advise_post
from manyvoices.publishing.actions.approve_post import approve_post
from manyvoices.publishing.actions.ask_approval import ask_approval
from manyvoices.publishing.actions.end_rule import end_rule
from manyvoices.publishing.actions.withdraw_approval import withdraw_approval
from manyvoices.publishing.actions.write_rule import Rule, write_rule
from manyvoices.publishing.approved_words import fingerprint_of
from manyvoices.publishing.models import Approval, ApprovalRule
from manyvoices.publishing.tests.role_tries import _draft, _drafted, _own, _shared
from manyvoices.voices.models import Speaker, Voice
from tests.cast import Cast
from tests.roles import Try


def _waiting(of: Voice, by: Person) -> Approval:
    post, now = _draft(of, by), clock.now()
    if not of.belongs_to_person:
        Speaker.objects.create(voice=of, person=by, because="shift", since=now)
    return Approval.objects.create(
        post=post,
        revision=1,
        fingerprint=fingerprint_of(post),
        asked_by=by,
        asked_at=now,
        answer_by=now + timedelta(hours=4),
    )


def _rule(cast: Cast, owner: Person) -> ApprovalRule:
    return ApprovalRule.objects.create(
        unit=cast.operations, name="Prices", because="They bind us.", owner=owner, made_at=clock.now()
    )


def _written(me: Person, cast: Cast) -> object:
    return write_rule(
        actor=me, unit=cast.operations, rule=Rule(name="Prices", because="They bind us."), owner=cast.ada
    )


TRIES = {
    "ask_approval": _drafted(lambda me, post: ask_approval(actor=me, post=post, revision=1)),
    "approve_post": Try(
        lambda me, cast: approve_post(actor=me, approval=_waiting(_shared(cast), cast.ada)), None
    ),
    "advise_post": Try(
        lambda me, cast: advise_post(actor=me, approval=_waiting(_shared(cast), cast.ada), advice="Shorter."),
        None,
    ),
    "withdraw_approval": Try(
        lambda me, cast: withdraw_approval(actor=me, approval=_waiting(_shared(cast), cast.ada)),
        lambda me, cast: withdraw_approval(actor=me, approval=_waiting(_own(me, cast), me)),
    ),
    "write_rule": Try(_written, None),
    "end_rule": Try(
        lambda me, cast: end_rule(actor=me, rule=_rule(cast, cast.ada)),
        lambda me, cast: end_rule(actor=me, rule=_rule(cast, me)),
    ),
}
