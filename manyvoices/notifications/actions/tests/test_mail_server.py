"""Naming the mail server, trying it, and never handing its password to another."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from manyvoices.config import BadConfig, load
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.demo_mark import DemoMark, write_mark
from manyvoices.notifications.actions.change_mail_server import change_mail_server
from manyvoices.notifications.actions.remove_mail_server import remove_mail_server
from manyvoices.notifications.actions.try_mail_server import try_mail_server
from manyvoices.notifications.actions.write_letter import write_letter
from manyvoices.notifications.mail_set_up import has_mail_server
from manyvoices.notifications.models import Letter, MailServer
from manyvoices.notifications.queries import mail_server
from manyvoices.notifications.tests.posting import office, work_once
from tests.cast import Cast

GIVEN: dict[str, Any] = {
    "host": "Mail.northlight.example ",
    "port": 587,
    "security": "starttls",
    "user": "ada",
    "password": "canary-password",
    "from_address": "voices@northlight.example",
    "from_name": "North\r\nlight",
}


def change(cast: Cast, **changed: Any) -> MailServer:
    return change_mail_server(actor=cast.ada, **{**GIVEN, **changed})


# promise J1
def test_the_server_is_kept_and_its_password_stands_in_no_record(cast: Cast) -> None:
    saved = change(cast)
    assert (saved.host, saved.from_name) == ("mail.northlight.example", "North light")
    assert has_mail_server()
    server = mail_server()
    assert server is not None
    assert server.password == "canary-password"
    said = [str(row.details) for row in AuditRow.objects.all()] + [repr(server), str(saved), repr(saved)]
    assert "canary" not in "".join(said)


def test_the_password_stays_with_its_server(cast: Cast) -> None:
    change(cast)
    assert change(cast, password="", from_name="N").password == "canary-password"
    for other in ({"host": "elsewhere.example"}, {"port": 465}, {"user": "eve"}):
        with pytest.raises(Invalid) as again:
            change(cast, password="", **other)
        assert again.value.fields.keys() == {"password"}
    assert change(cast, password="", user="").password == ""
    assert change(cast, password="").password == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", ""),
        ("host", "smtp://mail.example"),
        ("host", "a b"),
        ("host", "user@mail.example"),
        ("port", 0),
        ("port", 65536),
        ("security", "plain"),
        ("from_address", "nobody"),
        ("from_address", "a@b.example\r\nBcc: eve@x.example"),
        ("user", "u" * 201),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(cast: Cast, field: str, value: Any) -> None:
    with pytest.raises(Invalid) as refused:
        change(cast, **{field: value})
    assert refused.value.fields.keys() == {field}
    assert not MailServer.objects.exists()


def test_letters_that_waited_for_a_better_server_are_tried_at_once(cast: Cast) -> None:
    with office(answers={"greeting": "421 4.3.2 later"}):
        letter = write_letter(kind="x", to="a@b.example", language="en", subject="s", text="t")
        assert letter is not None
        work_once()
    with office() as opened:
        assert work_once() == 0
        change(cast, host="127.0.0.1", port=opened.port, security="none", user="")
        assert work_once() == 1
    assert len(opened.letters) == 1


def test_a_test_is_one_letter_to_oneself(cast: Cast) -> None:
    with pytest.raises(Conflict):
        try_mail_server(actor=cast.ada)
    with office(answers_once={"RCPT": "550 5.1.1 nobody"}) as opened:
        first = try_mail_server(actor=cast.ada)
        assert try_mail_server(actor=cast.ada) == first
        work_once()
        assert try_mail_server(actor=cast.ada) != first
        work_once()
    assert [to for to, _ in opened.letters] == [cast.ada.email]
    assert Letter.objects.count() == 2
    cast.ada.email = None
    with pytest.raises(Invalid):
        try_mail_server(actor=cast.ada)


def test_without_a_server_there_is_nothing_left_of_it(cast: Cast) -> None:
    change(cast)
    remove_mail_server(actor=cast.ada)
    remove_mail_server(actor=cast.ada)
    assert not has_mail_server()
    assert AuditRow.objects.filter(verb="remove_mail_server").count() == 1


def test_what_the_machine_says_is_not_changed_here(cast: Cast, settings: Settings) -> None:
    url = "smtps://ada%40b.example:p%23w@mail.example?name=North%20light"
    settings.CONFIG = load({"MANYVOICES_EMAIL_URL": url})
    server = mail_server()
    assert server is not None
    assert (server.host, server.port, server.security) == ("mail.example", 465, "tls")
    assert (server.user, server.password) == ("ada@b.example", "p#w")
    assert (server.from_address, server.from_name) == ("ada@b.example", "North light")
    for act in (change, lambda cast: remove_mail_server(actor=cast.ada)):
        with pytest.raises(Conflict):
            act(cast)


def test_a_demo_writes_to_nobody(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    change(cast)
    url = "smtp://mail.example?from=v@northlight.example"
    write_mark(tmp_path, DemoMark(port=1, peer_port=2))
    settings.CONFIG = load({"MANYVOICES_EMAIL_URL": url, "MANYVOICES_DATA_DIR": str(tmp_path)})
    assert mail_server() is None
    assert not has_mail_server()
    assert write_letter(kind="x", to="a@b.example", language="en", subject="s", text="t") is None


# promise J1
@pytest.mark.parametrize(
    "url",
    [
        "http://u:canary@h",
        "smtp://u:canary@h",
        "smtp://u:canary@h:99999",
        "smtp://a@b.example:canary@h?secure=no",
        "smtps://u:canary@h?from=a@b.example&security=none",
        "smtp://:canary@?from=a@b.example",
    ],
)
def test_a_line_that_cannot_be_used_stops_the_start_without_its_password(url: str) -> None:
    with pytest.raises(BadConfig) as stopped:
        load({"MANYVOICES_EMAIL_URL": url})
    assert "MANYVOICES_EMAIL_URL" in str(stopped.value)
    assert "canary" not in str(stopped.value)
