"""Leaving closes every door, once."""

from allauth.mfa.models import Authenticator
from django.test import Client

from manyvoices.people.actions.add_passkey import add_passkey
from manyvoices.people.actions.end_person import end_person
from manyvoices.people.actions.invite_person import invite_person
from manyvoices.people.models import Consent, Invitation, RoleName
from manyvoices.people.sessions import open_sessions
from tests.cast import PASSWORD, Cast, role


# promise I9
def test_sessions_second_steps_consents_and_known_invitations_end(cast: Cast) -> None:
    role(cast.bo, RoleName.UNIT_LEAD, cast.operations)
    stays = Client()
    for browser, name in ((Client(), "bo"), (stays, "ada")):
        browser.post("/sign-in", {"login": f"{name}@northlight.example", "password": PASSWORD})
    add_passkey(actor=cast.bo, name="Phone", credential={})
    made_by_bo = invite_person(actor=cast.bo, name="F", unit=cast.operations, role="ambassador")[0]
    by_ada = invite_person(actor=cast.ada, name="G", unit=cast.operations, role="ambassador")
    assert len(open_sessions(cast.bo)) == 1
    for _ in range(2):
        end_person(actor=cast.ada, person=cast.bo, because="left")
    assert open_sessions(cast.bo) == []
    assert stays.get("/me/security").status_code == 200
    assert not Authenticator.objects.exists()
    assert not Consent.objects.filter(person=cast.bo, withdrawn_at=None).exists()
    assert Consent.objects.filter(person=cast.ada, withdrawn_at=None).exists()
    assert Invitation.objects.get(pk=made_by_bo.pk).revoked_at is not None
    assert Invitation.objects.get(pk=by_ada[0].pk).revoked_at is None
