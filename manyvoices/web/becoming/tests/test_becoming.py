"""The way to a voice through the front door."""

import pytest
from django.test import Client

from manyvoices.people.models import Consent, Nomination, Person, Purpose, RoleName, Topic
from manyvoices.people.queries import consented, rights
from manyvoices.people.tests.role_tries_becoming import nominated
from manyvoices.voices.models import Voice
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast, person


def row() -> Nomination:
    return Nomination.objects.get()


def test_from_a_nomination_to_an_own_voice(cast: Cast) -> None:
    bo, ada, dan = (signed_in(who) for who in (cast.bo, cast.ada, cast.dan))
    topic = Topic.objects.create(name="Brakes", tag="brakes", made_at=cast.organisation.set_up_at)
    assert "Dan" in bo.get("/becoming/nominate?q=da").content.decode()
    sent = {"because": "Explains brakes to anybody", "topics": [topic.pk]}
    assert bo.post(f"/becoming/nominate/{cast.dan.pk}", sent).status_code == 302
    here = f"/becoming/nominations/{row().pk}"
    assert "Brakes" in dan.get(here).content.decode()
    assert "Invite" in ada.get(here).content.decode()
    ada.post(f"{here}/invite")
    asked = dan.get(here).content.decode()
    for promise in ("Nobody is enrolled", "no disadvantage", "working time", "coach", "recorded"):
        assert promise in asked
    assert dan.post(f"{here}/accept").headers["Location"] == "/becoming/track"
    assert rights(cast.dan).has_role(RoleName.AMBASSADOR, cast.operations.pk)
    chosen = dan.post("/becoming/track", {"track": "ambassador"})
    assert chosen.headers["Location"] == "/becoming/voice"
    assert (
        dan.post("/becoming/voice", {"name": "Dan", "handle": "dan", "yes-publish": "on"}).status_code == 302
    )
    voice = Voice.objects.get(person=cast.dan)
    assert [one.purpose for one in Consent.objects.filter(person=cast.dan)] == [Purpose.PUBLISH]
    assert consented(cast.dan.pk, Purpose.PUBLISH, voice.channels.get().pk)
    assert dan.get("/becoming/voice").status_code == 302


# promise I14
def test_nothing_is_ticked_and_only_the_yes_to_publishing_is_needed(cast: Cast) -> None:
    dan = signed_in(cast.dan)
    page = dan.get("/becoming/voice").content.decode()
    assert page.count('type="checkbox"') == len(Purpose.values)
    assert " checked" not in page
    others = {f"yes-{one}": "on" for one in Purpose.values if one != "publish"}
    refused = dan.post("/becoming/voice", {"name": "Dan", "handle": "dan", **others})
    assert refused.status_code == 422
    assert not Consent.objects.filter(person=cast.dan).exists()
    dan.post("/becoming/voice", {"name": "Dan", "handle": "dan", **others, "yes-publish": "on"})
    given = Consent.objects.filter(person=cast.dan)
    assert {one.purpose for one in given} == set(Purpose.values)
    assert {one.purpose for one in given if one.channel is None} == {"be_named", "be_shown"}


def test_a_taken_handle_leaves_nothing_behind(cast: Cast) -> None:
    sent = {"name": "Dan", "handle": "bo", "yes-publish": "on", "yes-be_named": "on"}
    answer = signed_in(cast.dan).post("/becoming/voice", sent)
    assert answer.context["form"].errors.keys() == {"handle"}
    assert answer.context["yeses"] == {"publish", "be_named"}
    assert not Consent.objects.filter(person=cast.dan).exists()


def test_later_writes_nothing_and_no_is_kept_between_two(cast: Cast) -> None:
    here = f"/becoming/nominations/{nominated(cast.dan, cast.bo, invited_by=cast.ada).pk}"
    dan = signed_in(cast.dan)
    dan.post(f"{here}/later")
    assert row().accepted_at is row().refused_at is None
    assert dan.get(f"{here}/refuse").status_code == 405
    dan.post(f"{here}/refuse")
    assert row().refused_at is not None
    assert "Said no" not in signed_in(cast.bo).get(here).content.decode()
    assert "Said no" in signed_in(cast.ada).get(here).content.decode()


# promise I1
@pytest.mark.parametrize("name", ["cleo", "eve"])
def test_a_nomination_of_others_is_not_there(cast: Cast, name: str) -> None:
    here = f"/becoming/nominations/{nominated(cast.dan, cast.bo, invited_by=cast.ada).pk}"
    client = signed_in(getattr(cast, name))
    assert client.get(here).status_code == 404
    for verb in ("invite", "decline", "withdraw", "accept", "refuse", "later"):
        assert client.post(f"{here}/{verb}", {"because": "I want to"}).status_code == 404
    assert "Dan" not in client.get("/becoming/nominations").content.decode()


def test_leaving_the_ambassadors_asks_what_becomes_of_the_voice(cast: Cast) -> None:
    bo = signed_in(cast.bo)
    assert bo.post("/becoming/track", {"track": "social_employee"}).status_code == 422
    bo.post("/becoming/track", {"track": "social_employee", "voice": "keep"})
    awake = Voice.objects.filter(person=cast.bo, resting_since=None)
    assert awake.exists()
    bo.post("/becoming/track", {"track": "social_employee", "voice": "rest"})
    cast.bo.refresh_from_db()
    assert not awake.exists()
    assert cast.bo.track == "social_employee"
    assert rights(cast.bo).has_role(RoleName.AMBASSADOR, cast.operations.pk)


def test_the_steps_follow_from_what_is_there_and_are_put_away(cast: Cast) -> None:
    Person.objects.filter(pk=cast.bo.pk).update(track="ambassador", coach=cast.ada)
    bo = signed_in(cast.bo)
    done = {str(step.title): step.done for step in bo.get("/becoming/steps").context["steps"]}
    assert done["Say yes to your own voice"]
    assert done["Meet your coach"]
    assert done["Your lead grants the right to publish"]
    assert not done["Publish your first post"]
    assert "Becoming a voice" in bo.get("/today/").content.decode()
    bo.post("/becoming/steps/close")
    assert "Becoming a voice" not in bo.get("/today/").content.decode()


# promise K1
def test_the_list_asks_as_often_for_many(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    nominated(cast.dan, cast.bo)
    ada.get("/becoming/nominations")
    few = queries_for(ada, "/becoming/nominations")
    for number in range(12):
        nominated(person(f"P{number}", cast.operations), cast.bo)
    assert queries_for(ada, "/becoming/nominations") == few


def test_strangers_are_led_to_the_sign_in(db: None) -> None:
    for path in ("/becoming/nominations", "/becoming/nominate", "/becoming/track", "/becoming/voice"):
        assert Client().get(path).status_code == 302
