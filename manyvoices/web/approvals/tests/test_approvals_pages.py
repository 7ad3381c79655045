"""Approvals at the front door: the composer says who is asked, the approver reads exactly these words, rules have owners."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manyvoices.core import clock
from manyvoices.people.models import RoleName, UnitSetting
from manyvoices.publishing.actions.ask_approval import ask_approval
from manyvoices.publishing.models import Approval, ApprovalRule, Delivery, Post
from manyvoices.publishing.tests.approvals import asked, dans_voice
from manyvoices.publishing.tests.stage import draft
from manyvoices.voices.models import Voice
from manyvoices.web.publishing.composer import reserve
from tests.cast import Cast, person, role

Counting = Callable[..., Any]


def signed_in(who: Any) -> Client:
    client = Client()
    client.force_login(who)
    return client


def filled(voice: Voice, text: str = "The bridge is open.", **more: str) -> dict[str, Any]:
    channels = [str(channel.pk) for channel in voice.channels.all()]
    base = {"revision": "1", "voice": str(voice.pk), "text": text, "kind": "story", "language": "en"}
    return {**base, "channels": channels, "time_zone": "UTC", **more}


def test_the_composer_says_who_is_asked_before_anything_is_pressed(cast: Cast) -> None:
    voice = dans_voice(cast)
    client = signed_in(cast.dan)
    said = client.get(reverse("compose")).content.decode()
    assert "This goes to a colleague first (Editor)" in said
    assert "Who can lift it: the leads of your unit." in said
    form = {**filled(voice, publish="1"), "reserved": reserve(cast.dan), "approval-word": "Is that right?"}
    answer = client.post(reverse("compose"), form)
    waiting = Approval.objects.get()
    assert answer["Location"] == reverse("approval", args=[waiting.pk])
    assert (waiting.word, Delivery.objects.count()) == ("Is that right?", 0)
    said = client.get(reverse("draft", args=[waiting.post_id])).content.decode()
    assert "Waits for an answer" in said


def test_who_has_the_grant_reads_nothing_of_it_and_publishes(cast: Cast) -> None:
    client = signed_in(cast.bo)
    assert "goes to a colleague first" not in client.get(reverse("compose")).content.decode()
    client.post(reverse("compose"), {**filled(cast.bo_voice, publish="1"), "reserved": reserve(cast.bo)})
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "kind", "asks"),
    [
        ("central", "story", True),
        ("central", "help", False),
        ("hub_and_spoke", "promotion", True),
        ("hub_and_spoke", "story", False),
        ("dandelion", "promotion", False),
        ("many_voices", "promotion", False),
    ],
)
def test_the_operating_model_is_the_default_where_no_rule_is_written(
    cast: Cast, model: str, kind: str, asks: bool
) -> None:
    UnitSetting.objects.create(unit=cast.root, name="operating_model", value=model, set_at=clock.now())
    client = signed_in(cast.bo)
    part = client.get(
        reverse("approval-part"), {"voice": str(cast.bo_voice.pk), "kind": kind}
    ).content.decode()
    assert ("The way this unit works" in part) == asks
    ApprovalRule.objects.create(
        unit=cast.operations,
        name="Only the new",
        because="The others know.",
        kinds=[kind],
        owner=cast.ada,
        made_at=cast.organisation.set_up_at,
    )
    part = client.get(
        reverse("approval-part"), {"voice": str(cast.bo_voice.pk), "kind": kind}
    ).content.decode()
    assert "goes to a colleague first" not in part


def test_a_part_about_somebody_elses_voice_says_nothing(cast: Cast) -> None:
    part = reverse("approval-part")
    for voice in (str(cast.ada_voice.pk), "x", "9" * 40, ""):
        answer = signed_in(cast.dan).get(part, {"voice": voice, "kind": "story"})
        assert "goes to a colleague first" not in answer.content.decode()


def test_the_approver_reads_these_words_and_lets_them_leave(cast: Cast) -> None:
    approval = asked(cast, "The harbour bridge is open.")
    client = signed_in(cast.ada)
    assert "The harbour bridge is open." in client.get(reverse("approvals")).content.decode()
    page = reverse("approval", args=[approval.pk])
    assert "The harbour bridge is open." in client.get(page).content.decode()
    assert client.post(page, {"approve": "1"})["Location"] == page
    assert Delivery.objects.count() == 1
    assert client.post(page, {"approve": "1"}).status_code == 409
    assert Delivery.objects.count() == 1
    assert "Nothing waits for you" in client.get(reverse("approvals")).content.decode()


def test_advice_needs_words_and_its_author_takes_the_question_back(cast: Cast) -> None:
    approval = asked(cast)
    page = reverse("approval", args=[approval.pk])
    assert signed_in(cast.ada).post(page, {"advise": "1", "advice": " "}).status_code == 422
    signed_in(cast.ada).post(page, {"advise": "1", "advice": "Say which bridge."})
    client = signed_in(cast.dan)
    assert "Say which bridge." in client.get(page).content.decode()
    assert "Say which bridge." in client.get(reverse("draft", args=[approval.post_id])).content.decode()
    post = Post.objects.get(pk=approval.post_id)
    again = ask_approval(actor=cast.dan, post=post, revision=post.revision)
    client.post(reverse("approval", args=[again.pk]), {"withdraw": "1"})
    again.refresh_from_db()
    assert again.state == "withdrawn"


# promise I16
def test_an_author_finds_no_button_and_is_refused(cast: Cast) -> None:
    approval = asked(cast)
    role(cast.dan, RoleName.EDITOR, cast.operations)
    page, client = reverse("approval", args=[approval.pk]), signed_in(cast.dan)
    assert 'name="approve"' not in client.get(page).content.decode()
    assert client.post(page, {"approve": "1"}).status_code == 403
    assert "The bridge is open" not in client.get(reverse("approvals")).content.decode()
    for stranger in (cast.eve, cast.bo):
        assert signed_in(stranger).get(page).status_code == 404


def test_the_list_asks_as_often_for_many_as_for_one(
    cast: Cast, django_assert_max_num_queries: Counting
) -> None:
    voice = asked(cast).post.voice
    client = signed_in(cast.ada)
    client.get(reverse("approvals"))

    with CaptureQueriesContext(connection) as few:
        client.get(reverse("approvals"))
    for number in range(6):
        post = draft(cast.dan, voice, f"words {number}")
        ask_approval(actor=cast.dan, post=post, revision=post.revision)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("approvals"))


def rule_form(cast: Cast, **more: object) -> dict[str, object]:
    return {
        "name": "Prices are checked",
        "because": "They bind us.",
        "unit": cast.operations.pk,
        "kinds": ["promotion"],
        "authors": "everybody",
        "approvers": "editor",
        "answer_within": "240",
        "escalates_to": "programme_lead",
        "owner": cast.ada.pk,
        **more,
    }


def test_a_rule_is_written_with_a_reason_counts_for_everybody_and_ends_once(cast: Cast) -> None:
    client, bo = signed_in(cast.ada), signed_in(cast.bo)
    new = reverse("approval-rule-new")
    assert client.post(new, rule_form(cast, because="")).status_code == 422
    assert client.post(new, rule_form(cast, ends_on="2020-01-01")).status_code == 422
    assert client.post(new, rule_form(cast, unit="7")).status_code == 422
    assert not ApprovalRule.objects.exists()
    client.post(new, rule_form(cast))
    rule = ApprovalRule.objects.get()
    said = bo.get(reverse("approval-rules")).content.decode()
    assert "They bind us." in said
    assert "End it" not in said
    part = {"voice": str(cast.bo_voice.pk), "kind": "promotion"}
    assert "Prices are checked" in bo.get(reverse("approval-part"), part).content.decode()
    end = reverse("approval-rule-end", args=[rule.pk])
    assert bo.post(end).status_code == 403
    assert bo.get(new).status_code == 403
    assert client.post(end).status_code == 302
    assert client.post(end).status_code == 409
    assert "Prices are checked" not in bo.get(reverse("approval-part"), part).content.decode()
    assert "Prices are checked" in bo.get(reverse("approval-rules"), {"show": "ended"}).content.decode()


def test_the_share_is_shown_of_five_people_and_never_of_fewer(cast: Cast) -> None:
    page, client = reverse("approval-rules"), signed_in(cast.eve)
    people = [person(f"P{number}", cast.operations) for number in range(5)]
    for number, one in enumerate(people):
        assert "once at least five people" in client.get(page).content.decode()
        now = cast.organisation.set_up_at
        post = Post.objects.create(
            voice=cast.bo_voice,
            prepared_by=one,
            made_at=now,
            saved_at=now,
            released_at=now,
            released_by=cast.ada,
        )
        if number == 0:
            Approval.objects.create(
                post=post,
                revision=1,
                state="approved",
                asked_by=one,
                asked_at=now,
                answer_by=now,
                answered_by=cast.ada,
            )
    assert "20 %" in client.get(page).content.decode()
