"""The page about oneself through the front door."""

from manyvoices.people.models import Consent, Purpose
from manyvoices.people.queries import consented
from manyvoices.web.people.tests.test_people import signed_in
from tests.cast import Cast


def test_details_are_changed_by_oneself(cast: Cast) -> None:
    client = signed_in(cast.dan)
    assert client.post("/me", {"name": "Dan Ny", "time_zone": "Europe/Vienna"}).status_code == 302
    cast.dan.refresh_from_db()
    assert (cast.dan.name, cast.dan.time_zone) == ("Dan Ny", "Europe/Vienna")
    assert client.post("/me", {"name": ""}).status_code == 422


# promise I3
def test_no_other_field_is_taken(cast: Cast) -> None:
    signed_in(cast.dan).post(
        "/me",
        {"name": "Dan", "unit": cast.root.pk, "is_active": "", "email": "x@x.example", "id": cast.ada.pk},
    )
    before = cast.dan.unit_id, cast.dan.email
    cast.dan.refresh_from_db()
    assert (cast.dan.unit_id, cast.dan.email) == before
    assert cast.dan.is_active


def test_consents_are_shown_with_their_words_and_withdrawn(cast: Cast) -> None:
    client, channel = signed_in(cast.bo), cast.bo_voice.channels.get().pk
    yes = Consent.objects.get(person=cast.bo, purpose=Purpose.PUBLISH)
    assert yes.wording.text in client.get("/me").content.decode()
    path = f"/me/consents/{yes.pk}/withdraw"
    assert client.get(path).status_code == 405
    assert client.post(path).status_code == 302
    assert client.post(path).status_code == 302
    assert not consented(cast.bo.pk, Purpose.PUBLISH, channel)
    assert consented(cast.bo.pk, Purpose.COLLECT, channel)


# promise I1
def test_nobody_elses_consent_is_there(cast: Cast) -> None:
    yes = Consent.objects.get(person=cast.bo, purpose=Purpose.PUBLISH)
    for other in (cast.ada, cast.dan, cast.eve):
        assert signed_in(other).post(f"/me/consents/{yes.pk}/withdraw").status_code == 404
    yes.refresh_from_db()
    assert yes.withdrawn_at is None
