"""Letters leave: once where all goes well, again where nobody can know, never where it is pointless."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from manyvoices.config import load
from manyvoices.core import clock
from manyvoices.core.work import loop
from manyvoices.notifications import kinds
from manyvoices.notifications.actions.mail_invitation import mail_invitation
from manyvoices.notifications.actions.tell_person import tell_person
from manyvoices.notifications.actions.write_letter import write_letter
from manyvoices.notifications.models import Letter, MailServer
from manyvoices.notifications.tests.posting import office, set_up, work_once
from manyvoices.notifications.work.letters import KIND
from manyvoices.people.actions.invite_person import invite_person
from manyvoices.people.actions.revoke_invitation import revoke_invitation
from manyvoices.people.models import Person
from tests.cast import Cast, make_cast

LINK = "https://voices.example/invitation/one-time-canary"


def write(**changed: Any) -> Letter:
    given = {"kind": "news", "to": "finn@northlight.example", "language": "en", "subject": "S", "text": LINK}
    letter = write_letter(**{**given, **changed})
    assert letter is not None
    return letter


def state(letter: Letter) -> str:
    """done, dead or waiting."""
    letter.refresh_from_db()
    return "done" if letter.done_at else "dead" if letter.dead_at else "waiting"


def test_a_letter_leaves_once_and_its_text_is_emptied(cast: Cast) -> None:
    with office() as opened:
        letter = write()
        assert LINK in Letter.objects.get().text
        assert work_once() == 1
        assert work_once(timedelta(days=1)) == 0
    assert state(letter) == "done"
    assert (letter.text, letter.trouble) == ("", "")
    assert letter.sent_at is not None
    assert letter.answer == "250 2.0.0 queued as 1A2B"
    ((to, message),) = opened.letters
    assert to == "finn@northlight.example"
    assert message["Message-ID"] == letter.message_id
    assert LINK in str(message.get_body(("plain",)))


# promise J2
def test_neither_password_nor_link_stands_in_a_column(cast: Cast) -> None:
    server = set_up(user="ada", password="mail-password-canary")
    letter = write()
    password = MailServer.objects.extra(select={"raw": "password"}).values_list("raw", flat=True)[0]
    text = Letter.objects.extra(select={"raw": "text"}).values_list("raw", flat=True)[0]
    assert "canary" not in password + text
    server.refresh_from_db()
    assert server.password == "mail-password-canary"
    assert LINK in Letter.objects.get(pk=letter.pk).text


def test_a_connection_that_broke_after_the_letter_says_it_again_under_the_same_id(cast: Cast) -> None:
    with office(answers_once={".": "drop"}) as opened:
        letter = write()
        work_once()
        assert state(letter) == "waiting"
        assert letter.trouble == "dropped"
        assert letter.text
        work_once(timedelta(minutes=1))
    assert state(letter) == "done"
    ids = {message["Message-ID"] for message in [*opened.dropped, *(one for _, one in opened.letters)]}
    assert ids == {letter.message_id}
    assert len(opened.dropped) == len(opened.letters) == 1


@pytest.mark.parametrize(
    ("told", "kind", "age", "expected"),
    [
        ("550 5.1.1 nobody", "news", timedelta(), "dead"),
        ("451 4.7.1 later", "news", timedelta(), "waiting"),
        ("451 4.7.1 later", "news", timedelta(days=3), "dead"),
        ("451 4.7.1 later", "test", timedelta(), "dead"),
    ],
)
def test_what_an_answer_means_for_the_letter(
    cast: Cast, told: str, kind: str, age: timedelta, expected: str
) -> None:
    with office(answers={"RCPT": told}):
        letter = write(kind=kind)
        Letter.objects.update(made_at=clock.now() - age)
        work_once()
    assert state(letter) == expected
    assert letter.answer == told
    assert told in letter.last_error
    assert bool(letter.text) is (expected == "waiting")
    assert letter.sent_at is None


def test_a_worker_that_died_after_the_sending_sends_nothing_twice(cast: Cast) -> None:
    with office() as opened:
        letter = write()
        Letter.objects.update(sent_at=clock.now(), text="")
        work_once()
    assert state(letter) == "done"
    assert opened.letters == []


def test_without_a_mail_server_nothing_is_written_and_what_waits_goes_on_waiting(cast: Cast) -> None:
    assert write_letter(kind="x", to="a@b.example", language="en", subject="s", text="t") is None
    set_up()
    letter = write()
    MailServer.objects.all().delete()
    work_once()
    assert state(letter) == "waiting"
    assert letter.last_error == "e-mail is not set up"


def test_what_lost_its_reason_does_not_leave(cast: Cast) -> None:
    with office() as opened:
        invitation, _ = invite_person(
            actor=cast.ada, name="F", unit=cast.root, role="ambassador", email="f@northlight.example"
        )
        ended = mail_invitation(actor=cast.ada, invitation=invitation, link=LINK)
        revoke_invitation(actor=cast.ada, invitation=invitation)
        left = write(person=cast.bo)
        Person.objects.filter(pk=cast.bo.pk).update(is_active=False)
        work_once()
    assert ended is not None
    assert [state(letter) for letter in (ended, left)] == ["dead", "dead"]
    assert (ended.text, left.text) == ("", "")
    assert opened.letters == []


def test_a_second_letter_replaces_one_that_waits(cast: Cast) -> None:
    with office() as opened:
        invitation, _ = invite_person(
            actor=cast.ada, name="F", unit=cast.root, role="ambassador", email="f@northlight.example"
        )
        first = mail_invitation(actor=cast.ada, invitation=invitation, link=LINK)
        mail_invitation(actor=cast.ada, invitation=invitation, link=f"{LINK}-2")
        assert first is not None
        work_once()
    assert state(first) == "dead"
    ((_, message),) = opened.letters
    assert f"{LINK}-2" in str(message.get_body(("plain",)))


def test_the_settings_of_the_machine_come_first(cast: Cast, settings: Settings) -> None:
    with office() as ignored, office() as opened:
        url = f"smtp://127.0.0.1:{opened.port}?security=none&from=v@northlight.example"
        MailServer.objects.update(port=ignored.port)
        settings.CONFIG = load({"MANYVOICES_EMAIL_URL": url})
        write()
        work_once()
    assert len(opened.letters) == 1
    assert ignored.letters == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_itself_sends_what_is_due() -> None:
    make_cast()
    with office() as opened:
        letter = write()

        async def until_taken() -> None:
            stop = asyncio.Event()
            working = asyncio.create_task(loop.run(stop, [KIND]))
            await asyncio.to_thread(opened.wait, 1)
            stop.set()
            await working

        asyncio.run(until_taken())
    assert state(letter) == "done"


# promise J5
def test_a_private_kind_says_nothing_of_a_customer(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        "answer": kinds.Kind("Somebody answered you", mails=True, is_private=True),
        "plain": kinds.Kind("", mails=True),
    }
    monkeypatch.setattr(kinds, "KINDS", told)
    words = {"subject": "Lena Weber: my refund", "text": "I am Lena and I live in Wels.", "link": "/inbox/1"}
    with office() as opened:
        tell_person(person=cast.bo, kind="answer", key="1", **words)
        tell_person(person=cast.bo, kind="plain", key="2", **words)
        work_once()
    private, plain = (message for _, message in opened.letters)
    golden = (
        "Somebody answered you\n\nhttps://voices.example/inbox/1\n\n"
        "Everything you were told stands here: https://voices.example/notifications\n"
    )
    body = private.get_body(("plain",))
    assert body is not None
    assert private["Subject"] == "Somebody answered you"
    assert body.get_content().replace("\r\n", "\n") == golden
    assert "Lena" not in private.as_string()
    assert plain["Subject"] == words["subject"]
    assert words["text"] in plain.as_string()
