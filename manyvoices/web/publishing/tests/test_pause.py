"""The pause from a page: for those who may, once however often it is pressed, and never lifted in passing."""

import pytest
from django.test import Client
from django.urls import reverse

from manyvoices.pauses.models import Covers, Pause
from manyvoices.people.models import Person, RoleName
from manyvoices.publishing.models import State
from manyvoices.web.publishing.pause import places_to_pause
from manyvoices.web.publishing.tests.writing import in_state, released_by, signed_in
from tests.cast import Cast, role

pytestmark = pytest.mark.django_db(transaction=True)  # the fence opens a transaction of its own
FORM = {"covers": "promotional", "where": "all", "reason": "Train stuck at Wels"}


def page_of(person: Person) -> str:
    return signed_in(person).get(reverse("pause")).content.decode()


def test_one_press_and_one_confirm_and_a_second_tap_does_nothing_more(cast: Cast) -> None:
    client = signed_in(cast.ada)
    assert "Pause now" in page_of(cast.ada)
    assert client.post(reverse("pause"), FORM)["Location"] == reverse("pause")
    assert client.post(reverse("pause"), FORM)["Location"] == reverse("pause")
    pause = Pause.objects.get()
    assert (pause.covers, pause.unit, pause.placed_by) == (Covers.PROMOTIONAL, None, cast.ada)
    page = page_of(cast.ada)
    assert "PAUSE CONFIRMED" in page
    assert "Train stuck at Wels" in page


def test_it_is_not_confirmed_while_a_post_is_in_flight(cast: Cast) -> None:
    in_state(released_by(cast.bo, cast.bo_voice), State.SENDING)
    signed_in(cast.ada).post(reverse("pause"), FORM)
    page = page_of(cast.bo)
    assert "PAUSING… 1 in flight" in page
    assert "data-poll" in page
    assert Pause.objects.get().confirmed_at is None


def test_everybody_sees_the_banner_on_every_page(cast: Cast) -> None:
    signed_in(cast.ada).post(reverse("pause"), FORM)
    for name in ("today", "queue", "compose", "voices"):
        assert "pause-banner" in signed_in(cast.bo).get(reverse(name)).content.decode()
    signed_in(cast.ada).post(reverse("pause-lift", args=[Pause.objects.get().pk]))
    assert "pause-banner" not in signed_in(cast.bo).get(reverse("queue")).content.decode()


def test_who_may_not_pause_reads_who_may(cast: Cast) -> None:
    for person in (cast.bo, cast.cleo, cast.dan, cast.eve):
        assert "tell one of them now" in page_of(person)
        assert signed_in(person).post(reverse("pause"), FORM).status_code == 403
    assert Client().post(reverse("pause"), FORM).status_code == 302
    assert Pause.objects.count() == 0


def test_a_crisis_lead_of_a_unit_pauses_that_unit_alone(cast: Cast) -> None:
    role(cast.cleo, RoleName.CRISIS_LEAD, cast.operations)
    assert places_to_pause(cast.cleo) == [(str(cast.operations.pk), "Operations")]
    client = signed_in(cast.cleo)
    for where in ("all", str(cast.elsewhere.pk), str(cast.root.pk)):
        assert client.post(reverse("pause"), {**FORM, "where": where}).status_code == 422
    assert client.post(reverse("pause"), {**FORM, "where": str(cast.operations.pk)}).status_code == 302
    assert Pause.objects.get().unit == cast.operations


def test_a_pause_needs_its_reason(cast: Cast) -> None:
    answer = signed_in(cast.ada).post(reverse("pause"), {**FORM, "reason": " "})
    assert answer.status_code == 422
    assert "why posts stop" in answer.content.decode()
    assert Pause.objects.count() == 0


def test_lifting_is_for_those_who_may_and_happens_once(cast: Cast) -> None:
    signed_in(cast.ada).post(reverse("pause"), FORM)
    address = reverse("pause-lift", args=[Pause.objects.get().pk])
    assert signed_in(cast.ada).get(address).status_code == 405
    assert signed_in(cast.bo).post(address).status_code == 403
    assert Pause.objects.get().ended_at is None
    assert signed_in(cast.ada).post(address, {"reason": "It runs again"}).status_code == 302
    assert signed_in(cast.ada).post(address).status_code == 409
    assert "It runs again" in page_of(cast.bo)
    assert signed_in(cast.ada).post(reverse("pause-lift", args=[1])).status_code == 404
