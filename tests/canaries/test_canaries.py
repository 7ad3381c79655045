"""No secret appears in a page, an export, a header, a log or an error."""

import logging

import pytest
from django.db import connection
from django.test import Client

from manyvoices.core.models import AuditRow
from manyvoices.notifications.models import Letter, Notification
from tests.canaries.crawling import crawl
from tests.canaries.planting import LETTER, MAIL, PASSWORD, plant
from tests.cast import Cast


def found_in(text: str, secrets: dict[str, str]) -> list[str]:
    """Names of the secrets that stand in a text."""
    return [name for name, value in secrets.items() if value and value in text]


@pytest.fixture
def secrets(cast: Cast) -> dict[str, str]:
    """The planted canaries."""
    return plant(cast)


# promise I4
# promise J1
@pytest.mark.long
def test_no_page_that_ada_can_open_shows_a_secret(
    cast: Cast, secrets: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    ada = Client(raise_request_exception=False)
    ada.force_login(cast.ada)
    shown, paths = {}, []
    with caplog.at_level(logging.DEBUG):
        for path, headers, body in crawl(
            ada, (f"/people/{cast.bo.pk}", f"/people/{cast.dan.pk}/sign-in-links")
        ):
            paths.append(path)
            if leaked := found_in(headers + body, secrets):
                shown[path] = leaked
    assert shown == {}
    assert len(paths) > 40
    assert {"/people", "/me/security", "/today/", "/voices"} <= set(paths)
    assert found_in(caplog.text, secrets) == []


# promise J1
def test_what_is_typed_stands_in_no_log_no_record_and_no_error(
    cast: Cast, secrets: dict[str, str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything secret is typed into every form of signing in, some of which then break."""
    client = Client(raise_request_exception=False)
    answers = []
    with caplog.at_level(logging.DEBUG):
        for value in secrets.values():
            answers += [
                client.post("/sign-in", {"login": value, "password": value}),
                client.post("/sign-in/link", {"token": "x" + value}),
                client.post("/sign-in/new-password", {"key": "1-" + value, "password": value}),
                client.post("/sign-in/passkey", {"credential": value}),
            ]
        monkeypatch.setattr("manyvoices.web.sign_in.by_link.use_sign_in_link", _break)
        answers.append(client.post("/sign-in/link", {"token": secrets["sign-in link"]}))
        strict = Client(enforce_csrf_checks=True)
        answers.append(strict.post("/sign-in/link", {"token": secrets["sign-in link"]}))
    assert [answer.status_code for answer in answers[-2:]] in ([500, 403], [429, 403])
    kept = str([*AuditRow.objects.values(), *Notification.objects.values()])
    assert found_in(caplog.text + kept, secrets) == []


@pytest.mark.long
def test_a_secret_on_a_page_would_be_found(cast: Cast, secrets: dict[str, str]) -> None:
    """The broken twin: a voice that wears a canary."""
    cast.brand_voice.bio = PASSWORD
    cast.brand_voice.save()
    hits = [path for path, _, body in crawl(Client()) if found_in(body, secrets)]
    assert "/@northlight" in hits


# promise J2
def test_secrets_are_ciphertext_in_their_columns(cast: Cast, secrets: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM voices_channel")
        raw = str(cursor.fetchall())
        cursor.execute("SELECT password FROM notifications_mailserver")
        raw += str(cursor.fetchall())
        cursor.execute("SELECT text FROM notifications_letter")
        raw += str(cursor.fetchall())
        cursor.execute("SELECT data FROM mfa_authenticator")
        raw += str(cursor.fetchall())
    assert found_in(raw, secrets) == []
    assert Letter.objects.get(text__isnull=False).text == LETTER
    assert MAIL not in raw


def _break(**_given: object) -> None:
    raise RuntimeError("broken on purpose")
