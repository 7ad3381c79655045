"""What one agreed to, through the front door."""

import pytest

from manyvoices.people import wordings
from manyvoices.people.actions.give_consent import give_consent
from manyvoices.people.models import Consent, Purpose
from manyvoices.people.queries import consented
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast


def test_each_purpose_is_given_and_withdrawn_with_one_tap(cast: Cast) -> None:
    bo, channel = signed_in(cast.bo), cast.bo_voice.channels.get().pk
    sent = {"purpose": "measure", "channel": channel}
    assert bo.get("/me/consents/give").status_code == 405
    for _ in range(2):
        assert bo.post("/me/consents/give", sent).status_code == 302
    yes = Consent.objects.get(person=cast.bo, purpose=Purpose.MEASURE)
    assert consented(cast.bo.pk, Purpose.MEASURE, channel)
    bo.post(f"/me/consents/{yes.pk}/withdraw")
    assert not consented(cast.bo.pk, Purpose.MEASURE, channel)
    assert consented(cast.bo.pk, Purpose.PUBLISH, channel)
    assert "withdrawn" in bo.get("/me/consents").content.decode()
    bo.post("/me/consents/give", {"purpose": "be_named", "channel": ""})
    assert consented(cast.bo.pk, Purpose.BE_NAMED)


# promise I1
def test_nobody_says_yes_for_anothers_channel_or_for_all_at_once(cast: Cast) -> None:
    channel, before = cast.bo_voice.channels.get().pk, Consent.objects.count()
    dan = signed_in(cast.dan)
    for sent in (
        {"purpose": "publish", "channel": channel},
        {"purpose": "publish", "channel": ""},
        {"purpose": "be_named", "channel": channel},
        {"purpose": "everything", "channel": ""},
    ):
        assert dan.post("/me/consents/give", sent).status_code == 404
    assert Consent.objects.count() == before


def test_new_words_leave_the_old_yes_and_ask_where_the_law_asks(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = cast.bo_voice.channels.get().pk
    Consent.objects.filter(person=cast.bo).delete()
    for purpose in (Purpose.PUBLISH, Purpose.COLLECT):
        give_consent(actor=cast.bo, purpose=purpose, channel_id=channel)
        monkeypatch.setitem(wordings.TEXTS, purpose, f"Other words about {purpose}.")
    bo = signed_in(cast.bo)
    page = bo.get("/me/consents").content.decode()
    assert "Other words about publish." in page
    assert "Other words about collect." not in page
    assert "Your yes stays with the words above" in page
    assert consented(cast.bo.pk, Purpose.PUBLISH, channel)
    bo.post("/me/consents/give", {"purpose": "publish", "channel": channel})
    assert "Yes to the new words" not in bo.get("/me/consents").content.decode()
    assert Consent.objects.filter(person=cast.bo, purpose=Purpose.PUBLISH).count() == 2


# promise K1
def test_the_page_asks_as_often_for_a_long_history(cast: Cast) -> None:
    bo = signed_in(cast.bo)
    bo.get("/me/consents")
    few = queries_for(bo, "/me/consents")
    for number in range(20):
        give_consent(actor=cast.bo, purpose=Purpose.MEASURE, channel_id=number)
    assert queries_for(bo, "/me/consents") == few
