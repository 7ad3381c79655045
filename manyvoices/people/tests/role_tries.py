"""How docs/roles.md is tried: people."""

from manyvoices.core import clock
from manyvoices.people.actions.change_brand import change_brand
from manyvoices.people.actions.change_organisation import change_organisation
from manyvoices.people.actions.change_person import change_person
from manyvoices.people.actions.close_checklist import close_checklist
from manyvoices.people.actions.end_person import end_person
from manyvoices.people.actions.end_role import end_role
from manyvoices.people.actions.give_consent import give_consent
from manyvoices.people.actions.give_grant import give_grant
from manyvoices.people.actions.give_role import give_role
from manyvoices.people.actions.invite_person import invite_person
from manyvoices.people.actions.make_brand import make_brand
from manyvoices.people.actions.make_unit import make_unit
from manyvoices.people.actions.revoke_grant import revoke_grant
from manyvoices.people.actions.revoke_invitation import revoke_invitation
from manyvoices.people.actions.withdraw_consent import withdraw_consent
from manyvoices.people.models import Consent, Grant, Invitation, Person, Purpose, Right, Role, RoleName
from tests.cast import Cast
from tests.roles import Try


def _grant(who: Person, cast: Cast) -> Grant:
    return Grant.objects.create(
        person=who, right=Right.PUBLISH, unit=cast.operations, reason="course", given_at=clock.now()
    )


def _invitation(cast: Cast) -> Invitation:
    now = clock.now()
    return Invitation.objects.create(
        token_hash="x", name="F", unit=cast.operations, role="ambassador", invited_at=now, expires_at=now
    )


def _withdraw_own(me: Person, cast: Cast) -> None:
    withdraw_consent(actor=me, consent=give_consent(actor=me, purpose=Purpose.BE_NAMED))


def _texts() -> dict[str, str]:
    return {"name": "N", "introduction": "", "imprint": "", "contact": ""}


TRIES = {
    "invite_person": Try(
        lambda me, cast: invite_person(actor=me, name="F", unit=cast.operations, role="ambassador")
    ),
    "revoke_invitation": Try(lambda me, cast: revoke_invitation(actor=me, invitation=_invitation(cast))),
    "give_role": Try(
        lambda me, cast: give_role(actor=me, person=cast.dan, name="responder", unit=cast.operations),
    ),
    "end_role": Try(
        lambda me, cast: end_role(
            actor=me, role=Role.objects.get(person=cast.bo, name=RoleName.AMBASSADOR), because="moved"
        )
    ),
    "give_grant": Try(
        lambda me, cast: give_grant(
            actor=me, person=cast.dan, right="publish", unit=cast.operations, because="course"
        )
    ),
    "revoke_grant": Try(lambda me, cast: revoke_grant(actor=me, grant=_grant(cast.dan, cast), because="end")),
    "give_consent": Try(own=lambda me, cast: give_consent(actor=me, purpose=Purpose.BE_NAMED)),
    "withdraw_consent": Try(
        lambda me, cast: withdraw_consent(actor=me, consent=Consent.objects.filter(person=cast.bo)[0]),
        _withdraw_own,
    ),
    "change_person": Try(
        lambda me, cast: change_person(actor=me, person=cast.dan, name="D", time_zone="", language=""),
        lambda me, cast: change_person(actor=me, person=me, name="G", time_zone="", language=""),
    ),
    "end_person": Try(lambda me, cast: end_person(actor=me, person=cast.dan, because="left")),
    "make_unit": Try(lambda me, cast: make_unit(actor=me, name="U", kind="team", parent=cast.operations)),
    "make_brand": Try(lambda me, cast: make_brand(actor=me, name="B", colour="#123456")),
    "change_brand": Try(
        lambda me, cast: change_brand(actor=me, brand=cast.brand, name="B", colour="#123456")
    ),
    "change_organisation": Try(
        lambda me, cast: change_organisation(actor=me, **_texts(), review_new_contacts=True)
    ),
    "close_checklist": Try(lambda me, cast: close_checklist(actor=me)),
}
