"""How long a session lasts, and when it gets a new id."""

import time
from types import SimpleNamespace

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from manyvoices.people.actions.end_role import end_role
from manyvoices.people.actions.give_role import give_role
from manyvoices.web.sign_in import session_limits
from manyvoices.web.sign_in.tests.ways import is_in, type_password
from tests.cast import Cast

DAY = 24 * 3600


@pytest.fixture
def bo(client: Client, cast: Cast) -> Client:
    """A browser in which Bo signed in."""
    type_password(client, "bo@northlight.example")
    return client


class At:
    """The module's clock, moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.ahead = 0

    def later(self, seconds: int) -> None:
        self.ahead += seconds
        moved = SimpleNamespace(time=lambda: time.time() + self.ahead)
        self.monkeypatch.setattr(session_limits, "time", moved)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """`at.later(seconds)` moves the clock of the limits."""
    return At(monkeypatch)


# promise I7
def test_a_session_that_is_not_used_ends_after_fourteen_days(bo: Client, at: At) -> None:
    at.later(13 * DAY)
    assert is_in(bo)
    at.later(13 * DAY)
    assert is_in(bo), "the use between counts"
    at.later(15 * DAY)
    assert not is_in(bo)
    assert not Session.objects.exists()


# promise I7
def test_a_session_ends_after_thirty_days_however_it_is_used(bo: Client, at: At) -> None:
    for _ in range(3):
        at.later(9 * DAY)
        assert is_in(bo)
    at.later(4 * DAY)
    assert not is_in(bo)


def test_reading_pages_writes_at_most_once_an_hour(bo: Client, at: At) -> None:
    def written() -> object:
        return (UserSession.objects.get().last_seen_at, Session.objects.get().session_data)

    before = written()
    assert is_in(bo)
    assert written() == before
    at.later(3700)
    assert is_in(bo)
    assert written() != before


# promise I7
def test_a_change_of_roles_gives_a_new_id(bo: Client, cast: Cast) -> None:
    keys = [bo.session.session_key]
    held = give_role(actor=cast.ada, person=cast.bo, name="editor", unit=cast.operations)
    for _ in range(2):
        assert is_in(bo)
        keys.append(bo.session.session_key)
    end_role(actor=cast.ada, role=held, because="moved")
    assert is_in(bo)
    keys.append(bo.session.session_key)
    assert keys[0] != keys[1] == keys[2] != keys[3]
    thief = Client()
    thief.cookies["sessionid"] = keys[0] or ""
    assert not is_in(thief)
    assert UserSession.objects.get().session_key == keys[3]


# promise I7
def test_the_cookie_is_kept_from_scripts_and_other_sites(bo: Client) -> None:
    cookie = bo.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert settings.CONFIG.public_url.startswith("https://") == settings.SESSION_COOKIE_SECURE


def test_public_pages_stay_free_of_the_session(bo: Client) -> None:
    assert "Cookie" not in bo.get("/").headers.get("Vary", "")
