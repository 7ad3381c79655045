"""Signing in by the QR code of a lead."""

from datetime import timedelta

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere, Refused
from manyvoices.notifications.models import Notification
from manyvoices.people.actions.end_person import end_person
from manyvoices.people.actions.make_sign_in_link import make_sign_in_link
from manyvoices.people.actions.revoke_sign_in_link import revoke_sign_in_link
from manyvoices.people.actions.use_sign_in_link import use_sign_in_link
from manyvoices.people.models import RoleName, SignInLink
from manyvoices.web.publishing.tests.writing import signed_in
from manyvoices.web.sign_in.tests.ways import is_in
from tests.cast import Cast, role


def test_looking_changes_nothing_and_the_button_signs_in_once(client: Client, cast: Cast) -> None:
    token = make_sign_in_link(actor=cast.ada, person=cast.dan)[1]
    for _ in range(2):
        assert "Hello Dan" in client.get(f"/sign-in/link/{token}").content.decode()
    assert not is_in(client)
    answer = client.post("/sign-in/link", {"token": token})
    assert answer.headers["Location"] == "/me/security/first"
    assert is_in(client)
    other = Client()
    assert other.post("/sign-in/link", {"token": token}).status_code == 404
    assert other.get(f"/sign-in/link/{token}").status_code == 404
    told = Notification.objects.get(person=cast.dan, kind="signed_in_by_link")
    assert "Ada" in told.text


# promise I12
def test_the_token_stands_nowhere(cast: Cast) -> None:
    link, token = make_sign_in_link(actor=cast.ada, person=cast.dan)
    assert len(token) >= 32
    assert token not in str(list(SignInLink.objects.values()))
    assert link.expires_at - clock.now() <= timedelta(minutes=15)
    assert make_sign_in_link(actor=cast.ada, person=cast.dan, on_paper=True)[0].expires_at > (
        clock.now() + timedelta(hours=23)
    )


# promise I10
def test_old_used_revoked_and_unknown_links_look_alike(client: Client, cast: Cast) -> None:
    tokens = {name: make_sign_in_link(actor=cast.ada, person=cast.dan) for name in ("old", "used", "back")}
    SignInLink.objects.filter(pk=tokens["old"][0].pk).update(expires_at=clock.now())
    use_sign_in_link(token=tokens["used"][1])
    for _ in range(2):
        revoke_sign_in_link(actor=cast.ada, link=tokens["back"][0])
    pages = {
        client.get(f"/sign-in/link/{token}").content
        for token in (*(made[1] for made in tokens.values()), "made-up")
    }
    assert len(pages) == 1


# promise I3
def test_nobody_takes_over_a_colleague_with_more_power(cast: Cast) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    make_sign_in_link(actor=cast.cleo, person=cast.dan)
    make_sign_in_link(actor=cast.cleo, person=cast.bo)
    for person in (cast.ada, cast.eve, cast.cleo):
        with pytest.raises(Refused):
            make_sign_in_link(actor=cast.cleo, person=person)
    token = make_sign_in_link(actor=cast.cleo, person=cast.dan)[1]
    role(cast.dan, RoleName.ADMINISTRATOR, cast.root)
    with pytest.raises(Refused):
        make_sign_in_link(actor=cast.cleo, person=cast.dan)
    with pytest.raises(NotThere):
        use_sign_in_link(token=token)


# promise I9
def test_links_end_with_whoever_left(cast: Cast) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    by_cleo = make_sign_in_link(actor=cast.cleo, person=cast.dan)[1]
    for_bo = make_sign_in_link(actor=cast.ada, person=cast.bo)[1]
    end_person(actor=cast.ada, person=cast.cleo, because="left")
    end_person(actor=cast.ada, person=cast.bo, because="left")
    for token in (by_cleo, for_bo):
        with pytest.raises(NotThere):
            use_sign_in_link(token=token)


def test_the_page_shows_the_code_once_and_lists_what_waits(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    page = f"/people/{cast.dan.pk}/sign-in-links"
    made = ada.post(page, {"on_paper": "yes"}).content.decode()
    assert '<svg class="qr"' in made
    assert "style=" not in made.split('<svg class="qr"')[1].split("</svg>")[0]
    token = made.split("/sign-in/link/")[1].split("<")[0]
    assert use_sign_in_link(token=token).person == cast.dan
    link = make_sign_in_link(actor=cast.ada, person=cast.dan)[0]
    assert token not in ada.get(page).content.decode()
    assert ada.post(f"{page}/{link.pk}/revoke").status_code == 302
    assert ada.post(f"{page}/{link.pk}/revoke").status_code == 404


# promise I1
def test_others_find_no_such_page(cast: Cast) -> None:
    for person in (cast.bo, cast.eve):
        browser = signed_in(person)
        assert browser.get(f"/people/{cast.dan.pk}/sign-in-links").status_code == 404
        assert browser.post(f"/people/{cast.dan.pk}/sign-in-links").status_code == 404


# promise I10
def test_tokens_cannot_be_tried_for_long(client: Client, cast: Cast) -> None:
    answers = [client.get(f"/sign-in/link/guess-{n}").status_code for n in range(25)]
    assert answers[:20] == [404] * 20
    assert answers[20:] == [429] * 5
