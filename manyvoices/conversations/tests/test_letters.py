"""Letters of every program and enemy become what somebody said; and a mailbox is read once, whatever happens."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyvoices.conversations.actions.end_intake import end_intake
from manyvoices.conversations.actions.make_mailbox import make_mailbox
from manyvoices.conversations.actions.store_letters import store_letters
from manyvoices.conversations.letters import BadLetter, read_letter
from manyvoices.conversations.letters.folding import folded
from manyvoices.conversations.models import Arrival, Conversation, Intake, IntakeGap, Message, Standing
from manyvoices.conversations.queries.intakes import doors_of
from manyvoices.conversations.work import mailboxes
from manyvoices.core import clock
from manyvoices.core.mail.tests.letter_boxes import LetterBox, running
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.core.work import Again, Answer
from manyvoices.publishing.tests.stage import Stage
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def letter(
    number: int = 1, text: str = "No train again.", to: int = 0, head: str = "", sender: str = ""
) -> bytes:
    """Lena's letter, an answer to number `to`."""
    answers = f"In-Reply-To: <{to}@far.example>\r\nReferences: <{to}@far.example>\r\n" if to else ""
    return (
        f"From: {sender or 'Lena =?utf-8?q?K=C3=B6nig?= <Lena@Far.Example>'}\r\nTo: help@northlight.example\r\n"
        f"Subject: =?utf-8?q?Versp=C3=A4tung?=\r\nDate: Mon, 04 May 2026 10:0{number}:00 +0200\r\n"
        f"Message-ID: <{number}@far.example>\r\n{answers}{head}\r\n{text}\r\n"
    ).encode()


def test_a_letter_is_read() -> None:
    said = read_letter(letter(2, to=1), NOW)
    assert (said.remote_id, said.in_reply_to, said.references) == (
        "2@far.example",
        "1@far.example",
        ("1@far.example",),
    )
    assert (said.author.remote_id, said.author.name, said.subject) == (
        "lena@far.example",
        "Lena König",
        "Verspätung",
    )
    assert (said.text, said.said_at, said.visibility) == (
        "No train again.",
        datetime(2026, 5, 4, 8, 2, tzinfo=UTC),
        "direct",
    )
    assert not said.wants_nothing


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (
            "Content-Type: text/plain; charset=windows-1252\r\n",
            "Zug \xe4 ".encode("latin-1") + b"\x80",
            "Zug ä €",
        ),
        ("Content-Type: text/plain; charset=x-unknown\r\n", "Zug ä".encode(), "Zug ä"),
        ("Content-Type: text/plain; charset=utf-8\r\n", b"Zug \xe4", "Zug ä"),
        ("Content-Type: text/plain; charset=utf-7\r\n", b"+ADw-script+AD4-", "<script>"),
        ("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n", b"not base64 ***", None),
        (
            "Content-Type: text/html; charset=utf-8\r\n",
            b"<style>p{}</style><p>No <b>train</b></p><script>alert(1)</script><p>again<img src=http://spy.example/x></p>",
            "No train\n\nagain",
        ),
        ("Content-Type: multipart/mixed; boundary=nowhere\r\n", b"--elsewhere\r\n\r\nx", None),
        ("Content-Type: text/plain\r\n", b"", "Verspätung"),
    ],
)
def test_odd_encodings_and_html_become_clean_text(head: str, body: bytes, text: str | None) -> None:
    raw = letter(head=head).partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + body
    said = read_letter(raw, NOW)
    if text is not None:
        assert said.text.strip() == text


def test_files_are_named_with_their_size_and_not_opened() -> None:
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nSee the picture.\r\n--b\r\nContent-Type: image/png\r\n"
        'Content-Disposition: attachment; filename="../../ticket.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + "AAAA" * 1000
        + "\r\n--b--"
    )
    said = read_letter(letter(text=body, head="Content-Type: multipart/mixed; boundary=b\r\n"), NOW)
    assert said.text == "See the picture."
    assert said.attachments == ({"name": "../../ticket.png (3 kB)", "mediaType": "image/png"},)


def test_a_letter_of_a_megabyte_is_cut_and_kept(cast: Cast) -> None:
    store([read_letter(letter(text="x y " * 300_000), NOW)], door(cast))
    message = Message.objects.get()
    assert (len(message.text), message.is_cut) == (20_000 - 1, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Yes.\n\nOn Mon, 4 May 2026 at 10:00, Ops <ops@x.example> wrote:\n> When?\n> Today?", "Yes."),
        ("Ja.\n\nAm 04.05.26 um 10:00 schrieb Ops\n<ops@x.example>:\n> Wann?", "Ja."),
        ("Yes.\n\n-----Original Message-----\nFrom: Ops\nWhen?", "Yes."),
        ("Ja.\n\nVon: Ops\nGesendet: Montag\nAn: Lena\nBetreff: Zug\n\nWann?", "Ja."),
        ("Yes.\n-- \nLena\nDirector of everything", "Yes."),
        ("Yes.\n\n> When?\n> Today?", "Yes."),
        # Whoever writes below or between what they quote is never hidden.
        ("> When?\nToday.\n> Where?\nHere.", None),
        ("On Monday, Ops wrote:\n> When?\n\nToday.", None),
        ("On Monday the driver wrote:\nNothing is ever late.", None),
        ("> only a quotation", None),
        ("From: the station I saw no train.", None),
    ],
)
def test_what_a_letter_repeats_is_folded_and_nothing_of_its_own_is(text: str, said: str | None) -> None:
    fresh, rest = folded(text)
    assert fresh == (text if said is None else said)
    assert [*fresh.split(), *rest.split()] == text.split()


@given(
    lines=st.lists(
        st.sampled_from(["", "> a", "b", "-- ", "On x, y wrote:", "From: a", "To: b", "Date: c"]), max_size=12
    )
)
@settings(max_examples=100, deadline=None)
def test_folding_loses_no_word(lines: list[str]) -> None:
    fresh, rest = folded("\n".join(lines))
    assert [*fresh.split(), *rest.split()] == "\n".join(lines).split()
    assert fresh or not rest


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied\r\n",
        "Precedence: bulk\r\n",
        "List-Id: <all.far.example>\r\n",
        "Content-Type: multipart/report; boundary=x\r\n",
        "Return-Path: <>\r\n",
    ],
)
def test_what_a_machine_sent_is_kept_and_promises_nothing(cast: Cast, head: str) -> None:
    store([read_letter(letter(head=head), NOW)], door(cast))
    talk = Conversation.objects.get()
    assert (talk.standing, talk.kind, talk.due_at, talk.messages.get().due_at) == (
        Standing.CLOSED,
        "other",
        None,
        None,
    )


def test_a_holiday_notice_wakes_no_conversation_and_a_human_does(cast: Cast) -> None:
    box = door(cast)
    store([read_letter(letter(1), NOW)], box)
    Conversation.objects.update(standing=Standing.WAITING)
    store([read_letter(letter(2, to=1, head="Auto-Submitted: auto-replied\r\n"), NOW)], box)
    assert Conversation.objects.get().standing == Standing.WAITING
    store([read_letter(letter(3, to=2), NOW)], box)
    talk = Conversation.objects.get()
    assert (talk.standing, talk.messages_count) == (Standing.OPEN, 3)


def test_our_own_letter_come_back_wants_nothing() -> None:
    own = frozenset({"help@northlight.example"})
    assert read_letter(letter(sender="help@northlight.example"), NOW, own).wants_nothing


# promise F1
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations([1, 2, 3, 4]), twice=st.lists(st.integers(1, 4), max_size=3))
def test_in_whatever_order_letters_come_each_is_there_once_in_its_thread(
    cast: Cast, order: list[int], twice: list[int]
) -> None:
    box = Intake.objects.first() or door(cast)
    with transaction.atomic():
        for number in [*order, *twice]:
            store([read_letter(letter(number, f"Letter {number}", to=number - 1), NOW)], box)
        talk = Conversation.objects.get(merged_into=None)
        texts = list(talk.messages.order_by("said_at").values_list("text", flat=True))
        assert texts == [f"Letter {number}" for number in (1, 2, 3, 4)]
        transaction.set_rollback(True)


def test_a_stranger_who_names_the_thread_does_not_get_into_it(cast: Cast) -> None:
    box = door(cast)
    store([read_letter(letter(1), NOW)], box)
    store([read_letter(letter(2, to=1, sender="Milo <milo@evil.example>"), NOW)], box)
    assert Conversation.objects.count() == 2


@given(raw=st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: letter() + tail))
@settings(max_examples=100, deadline=None)
def test_no_letter_breaks_the_reader(raw: bytes) -> None:
    try:
        said = read_letter(raw, NOW)
    except BadLetter:
        return
    assert said.remote_id


def door(cast: Cast, **given: Any) -> Intake:
    """The mailbox of operations."""
    fields: dict[str, Any] = {
        "address": "Help@Northlight.example",
        "host": "127.0.0.1",
        "port": 993,
        "security": "none",
    }
    fields |= {"user": "help", "password": "secret word"} | given
    return make_mailbox(actor=cast.ada, unit=cast.operations, **fields)


def store(letters: list[Any], box: Intake, **given: Any) -> bool:
    """Stored as a look would."""
    box.refresh_from_db()
    fields = {
        "cursor": box.cursor,
        "following": f"1:{clock.elapsed()}",
        "broken": (),
        "asked_at": clock.now(),
    }
    return store_letters(intake=box.pk, letters=letters, **{**fields, **given})


# promise F2
def test_letters_and_the_place_to_go_on_are_stored_together(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = door(cast)
    said = [read_letter(letter(1), NOW)]
    with monkeypatch.context() as crash:
        crash.setattr(Intake, "save", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store(said, box)
    assert not Message.objects.exists()
    assert store(said, box)
    assert not store(said, box, cursor="somebody went on")
    assert store(said, box)
    assert (Message.objects.count(), Arrival.objects.count()) == (1, 1)
    end_intake(actor=cast.ada, intake=box)
    assert not store(said, box)


def test_a_mailbox_is_made_once_by_who_may_and_its_password_is_kept_for_nobody(cast: Cast) -> None:
    box = door(cast)
    assert box.secret == "secret word"
    with pytest.raises(Invalid):
        door(cast)
    for wrong in (
        {"address": "nobody"},
        {"port": 0},
        {"security": "maybe"},
        {"host": "a\nb"},
        {"password": ""},
    ):
        with pytest.raises(Invalid):
            door(cast, **{"address": "other@northlight.example", **wrong})
    with pytest.raises(Refused):
        make_mailbox(
            actor=cast.cleo,
            unit=cast.operations,
            address="x@y.example",
            host="h",
            port=993,
            security="tls",
            user="u",
            password="p",
        )


def looks(box: Intake, stage: Stage) -> Answer:
    """The worker looks at the mailbox once."""
    box.refresh_from_db()
    return asyncio.run(mailboxes.KIND.handle([box], stage.tools))[box.pk]


@pytest.mark.parametrize("renumbered", [False, True])
def test_the_worker_reads_what_is_new_and_a_server_that_counts_anew_is_a_gap(
    cast: Cast, renumbered: bool, stage: Stage
) -> None:
    with running(LetterBox({1: letter(1)})) as server:
        box = door(cast, port=server.port)
        looks(box, stage)
        assert not Message.objects.exists()
        server.put(letter(2))
        if renumbered:
            server.validity = 8
        looks(box, stage)
    assert Message.objects.count() == (2 if renumbered else 1)
    assert IntakeGap.objects.count() == int(renumbered)
    box.refresh_from_db()
    assert box.cursor == ("8:2" if renumbered else "1:2")


def test_a_refusing_server_is_red_with_its_own_words(cast: Cast, stage: Stage) -> None:
    with running(LetterBox(login=("help", "another"))) as server:
        box = door(cast, port=server.port)
        answer = looks(box, stage)
    assert isinstance(answer, Again)
    assert "AUTHENTICATIONFAILED" in answer.because
    assert "secret word" not in answer.because
    Intake.objects.filter(pk=box.pk).update(last_error=answer.because)
    (seen,) = doors_of(list(Intake.objects.select_related("unit")), clock.now())
    assert (seen.state, seen.said) == ("failing", answer.because)
    Intake.objects.update(failing_since=None, checked_at=clock.now() - timedelta(minutes=9))
    (seen,) = doors_of(list(Intake.objects.select_related("unit")), clock.now())
    assert seen.state == "stale"
