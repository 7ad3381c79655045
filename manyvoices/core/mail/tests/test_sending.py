"""Letters into a real mail server on loopback: taken, refused, protected, too slow, gone in the middle."""

import asyncio
import socket
import time
from datetime import UTC, datetime

import pytest

from manyvoices.core.mail import Mail, Outcome, Server, Trouble, compose, send
from manyvoices.core.mail.tests.authority import Authority
from manyvoices.core.mail.tests.post_office import PostOffice, running

SECRET = "päss wörd-canary"
LOGIN = ("ada", SECRET)


def letter(to: str = "finn@northlight.example", number: int = 1) -> Mail:
    return compose(
        to=to,
        from_address="voices@northlight.example",
        from_name="Northlight",
        subject="Grüße",
        text="Hello\n.\n..dots\n\nhttps://voices.example/x",
        language="en",
        message_id=f"<{number}@voices.example>",
        made_at=datetime(2026, 5, 3, tzinfo=UTC),
    )


def server(office: PostOffice, security: str = "none", **more: str) -> Server:
    given = {"host": "127.0.0.1", "from_address": "voices@northlight.example", **more}
    return Server(port=office.port, security=security, **given)


def post(to: Server, *mails: Mail, deadline: float = 10.0) -> list[Outcome]:
    return asyncio.run(send(to, mails or [letter()], greets_as="voices.example", deadline=deadline))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The authority, trusted as an administrator would have it trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    return authority


def test_several_letters_go_on_one_connection_as_they_were_written() -> None:
    with running(PostOffice()) as office:
        outcomes = post(server(office), *(letter(f"p{n}@northlight.example", n) for n in range(3)))
    assert [outcome.answer for outcome in outcomes] == ["250 2.0.0 queued as 1A2B"] * 3
    assert office.connections == 1
    assert [to for to, _ in office.letters] == [f"p{n}@northlight.example" for n in range(3)]
    message = office.letters[0][1]
    assert message["Subject"] == "Grüße"
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert plain.get_content().splitlines()[1:3] == [".", "..dots"]
    assert page is not None
    assert 'href="https://voices.example/x"' in page.get_content()


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("mechanisms", ["PLAIN", "LOGIN"])
def test_protected_and_signed_in(trusted: Authority, security: str, mechanisms: str) -> None:
    files = trusted.issue("127.0.0.1")
    office = PostOffice(
        certificate=files, tls_from_start=security == "tls", login=LOGIN, mechanisms=mechanisms
    )
    with running(office):
        (outcome,) = post(server(office, security, user="ada", password=SECRET))
    assert outcome.trouble is None
    assert len(office.letters) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_ends_it_before_the_password(
    authority: Authority, security: str
) -> None:
    files = authority.issue("127.0.0.1")
    office = PostOffice(certificate=files, tls_from_start=security == "tls", login=LOGIN)
    with running(office):
        (outcome,) = post(server(office, security, user="ada", password=SECRET))
    assert outcome.trouble == Trouble.CERTIFICATE
    assert outcome.answer
    assert not any("AUTH" in said for said in office.commands)


def test_a_certificate_of_another_host_is_refused(trusted: Authority) -> None:
    office = PostOffice(certificate=trusted.issue("other.example"))
    with running(office):
        (outcome,) = post(server(office, "starttls"))
    assert outcome.trouble == Trouble.CERTIFICATE


def test_a_server_that_hides_starttls_gets_neither_password_nor_letter() -> None:
    with running(PostOffice(login=LOGIN)) as office:
        (outcome,) = post(server(office, "starttls", user="ada", password=SECRET))
    assert outcome.trouble == Trouble.NO_TLS
    assert [said.split(" ")[0].lower() for said in office.commands] == ["ehlo", "quit"]


def test_without_protection_only_this_machine_is_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.9.8.7", 25))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    (outcome,) = post(Server("mail.northlight.example", 25, "none", "a@b.example"))
    assert outcome.trouble == Trouble.OPEN


# promise J1
@pytest.mark.parametrize("echo", [False, True])
def test_a_wrong_password_is_told_in_the_servers_words_without_ours(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], echo: bool
) -> None:
    said = {"AUTH": f"535 5.7.8 no {SECRET} here"} if echo else {}
    with running(PostOffice(login=("ada", "another"), answers=said)) as office:
        given = server(office, user="ada", password=SECRET)
        (outcome,) = post(given)
    assert outcome.trouble == Trouble.AUTH
    assert not outcome.is_final
    assert outcome.answer == ("535 5.7.8 no … here" if echo else "535 5.7.8 Authentication failed")
    everything = repr(given) + repr(outcome) + caplog.text + "".join(capfd.readouterr())
    assert SECRET not in everything


@pytest.mark.parametrize(
    ("told", "trouble", "final"),
    [
        ({"MAIL": "550 5.1.0 not you"}, Trouble.SENDER, True),
        ({"RCPT": "550 5.1.1 nobody"}, Trouble.RECIPIENT, True),
        ({".": "554 5.6.0 spam"}, Trouble.MESSAGE, True),
        ({"DATA": "554 5.5.1 no"}, Trouble.MESSAGE, True),
        ({"RCPT": "451 4.7.1 greylisted"}, Trouble.BUSY, False),
        ({"greeting": "554 5.3.2 go away"}, Trouble.NO_MAIL, False),
        ({"greeting": "421 4.3.2 later"}, Trouble.BUSY, False),
        ({"greeting": "SSH-2.0-OpenSSH_9.2"}, Trouble.NO_MAIL, False),
        ({".": "drop"}, Trouble.DROPPED, False),
    ],
)
def test_each_refusal_is_one_trouble_with_the_servers_words(
    told: dict[str, str], trouble: Trouble, final: bool
) -> None:
    with running(PostOffice(answers=told)) as office:
        (outcome,) = post(server(office))
    assert (outcome.trouble, outcome.is_final) == (trouble, final)
    said = next(iter(told.values()))
    assert said in {outcome.answer, "drop"}
    assert office.letters == []


def test_a_refused_letter_leaves_the_others_their_way() -> None:
    with running(PostOffice(answers_once={"RCPT": "550 5.1.1 nobody"})) as office:
        outcomes = post(server(office), letter(number=1), letter(number=2))
    assert [outcome.trouble for outcome in outcomes] == [Trouble.RECIPIENT, None]
    assert office.connections == 1


def test_a_connection_that_ends_takes_the_rest_of_the_batch_with_it() -> None:
    with running(PostOffice(answers_once={".": "drop"})) as office:
        outcomes = post(server(office), letter(number=1), letter(number=2))
    assert [outcome.trouble for outcome in outcomes] == [Trouble.DROPPED] * 2
    assert [message["Message-ID"] for message in office.dropped] == ["<1@voices.example>"]


def test_a_server_that_drips_is_left_within_the_deadline() -> None:
    with running(PostOffice(drip=0.05)) as office:
        began = time.monotonic()
        (outcome,) = post(server(office), deadline=0.4)
    assert outcome.trouble == Trouble.TIMED_OUT
    assert time.monotonic() - began < 2.0


def test_an_endless_answer_is_left() -> None:
    lines = "\r\n".join(["250-more"] * 500)
    with running(PostOffice(answers={"EHLO": lines})) as office:
        (outcome,) = post(server(office))
    assert outcome.trouble == Trouble.NO_MAIL


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    given = Server("127.0.0.1", port, "none", "a@b.example")
    assert post(given)[0].trouble == Trouble.REFUSED

    def no_name(*_args: object, **_more: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    assert post(given)[0] == Outcome("[Errno -2] Name or service not known", Trouble.NAME)


def test_addresses_where_clouds_keep_their_secrets_are_never_dialled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    (outcome,) = post(Server("metadata.example", 80, "tls", "a@b.example"))
    assert outcome.trouble == Trouble.FORBIDDEN


def test_control_characters_of_a_server_reach_no_terminal() -> None:
    with running(PostOffice(answers={"RCPT": "550 \x1b[31mred\x07"})) as office:
        (outcome,) = post(server(office))
    assert outcome.answer == "550 �[31mred�"
