"""Reading a mailbox: nothing changed, nothing missed, and no server holds us longer or fills us more than it may."""

import time
from datetime import date
from pathlib import Path

import pytest

from manyvoices.core.mail import MailTrouble, Trouble, mailbox
from manyvoices.core.mail.mailbox import Mailbox, Place, look
from manyvoices.core.mail.tests.authority import Authority
from manyvoices.core.mail.tests.letter_boxes import LetterBox, running

DAY = date(2026, 5, 4)


def at(box: LetterBox, **given: str) -> Mailbox:
    fields = {"host": "127.0.0.1", "security": "none", "user": "help", "password": "secret word"} | given
    return Mailbox(port=box.port, **fields)


def test_the_first_look_takes_only_where_it_stands_and_the_next_what_is_new() -> None:
    with running(LetterBox({4: b"old"})) as box:
        first = look(at(box), None, DAY)
        assert (first.letters, first.place) == ((), Place(1, 4))
        again = look(at(box), first.place, DAY)
        assert (list(again.letters), again.place) == ([], Place(1, 4))
        box.put(b"new")
        (letter,) = look(at(box), again.place, DAY).letters
        assert (letter.uid, letter.raw, letter.is_cut) == (5, b"new", False)
    # Read-only, and the marks of those who read there too stay as they are.
    assert not [one for one in box.commands if "SELECT" in one or "STORE" in one or " BODY[" in one]


def test_many_letters_come_in_several_looks_and_a_large_one_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "MOST_LETTERS", 2)
    monkeypatch.setattr(mailbox, "MOST_BYTES", 10)
    with running(LetterBox(dict.fromkeys((1, 2, 3), b"x" * 30))) as box:
        first = look(at(box), Place(1, 0), DAY)
        second = look(at(box), first.place, DAY)
    assert [one.uid for one in (*first.letters, *second.letters)] == [1, 2, 3]
    assert (first.more, second.more) == (True, False)
    assert {(len(one.raw), one.is_cut) for one in first.letters} == {(10, True)}


def test_letters_numbered_anew_are_told_again() -> None:
    with running(LetterBox({1: b"a", 2: b"b"}, validity=9)) as box:
        seen = look(at(box), Place(1, 40), DAY)
    assert (len(seen.letters), seen.place, seen.renumbered) == (2, Place(9, 2), True)


@pytest.mark.parametrize("login", ["AUTH=PLAIN", "LOGIN alone"])
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_tls_is_checked_by_its_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str, login: str
) -> None:
    authority = Authority(tmp_path)
    capabilities = f"IMAP4rev1 STARTTLS {login.partition(' ')[0].replace('LOGIN', '')}"
    box = LetterBox(
        {1: b"x"},
        certificate=authority.issue("127.0.0.1"),
        tls_from_start=security == "tls",
        capabilities=capabilities,
    )
    with running(box):
        with pytest.raises(MailTrouble) as refused:
            look(at(box, security=security), None, DAY)
        assert refused.value.trouble == Trouble.CERTIFICATE
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
        assert look(at(box, security=security), None, DAY).place == Place(1, 1)


@pytest.mark.parametrize(
    ("command", "answer", "trouble"),
    [
        ("GREETING", "220 smtp.example ESMTP", Trouble.DROPPED),
        ("GREETING", "drop", Trouble.DROPPED),
        ("AUTHENTICATE", "TAG NO [AUTHENTICATIONFAILED] secret word is wrong", Trouble.AUTH),
        ("EXAMINE", "TAG NO no such folder", Trouble.NO_MAIL),
        ("EXAMINE", "TAG OK done", Trouble.NO_MAIL),
        ("UID SEARCH", "drop", Trouble.DROPPED),
        ("UID FETCH", "* 1 FETCH (BODY[] {99999999999}", Trouble.NO_MAIL),
        ("UID FETCH", "\x1b[31m nonsense", Trouble.DROPPED),
    ],
)
def test_what_goes_wrong_is_told_in_the_servers_words_without_our_password(
    command: str, answer: str, trouble: Trouble
) -> None:
    with (
        running(LetterBox({1: b"x"}, answers={command: answer})) as box,
        pytest.raises(MailTrouble) as refused,
    ):
        look(at(box), Place(1, 0), DAY)
    assert refused.value.trouble == trouble
    assert "secret word" not in refused.value.answer
    assert refused.value.answer.isprintable()


@pytest.mark.parametrize(
    ("command", "answer"), [("GREETING", "hang"), ("UID SEARCH", "drip"), ("EXAMINE", "hang")]
)
def test_no_server_holds_us_longer_than_the_deadline(command: str, answer: str) -> None:
    with running(LetterBox({1: b"x"}, answers={command: answer})) as box:
        began = time.monotonic()
        with pytest.raises(MailTrouble) as refused:
            look(at(box), Place(1, 0), DAY, deadline=0.4)
        assert refused.value.trouble == Trouble.TIMED_OUT
        assert time.monotonic() - began < 5


def test_no_server_fills_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "MOST_READ", 200_000)
    with (
        running(LetterBox({1: b"x"}, answers={"UID SEARCH": "flood"})) as box,
        pytest.raises(MailTrouble) as refused,
    ):
        look(at(box), Place(1, 0), DAY)
    assert "48 MB" in refused.value.answer


def test_unprotected_is_for_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with running(LetterBox()) as box:
        monkeypatch.setattr(mailbox, "all_here", lambda _: False)
        with pytest.raises(MailTrouble) as refused:
            look(at(box), None, DAY)
        assert refused.value.trouble == Trouble.OPEN
    assert not box.commands
    assert "secret" not in repr(at(box))
