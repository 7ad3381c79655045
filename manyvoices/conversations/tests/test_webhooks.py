"""Events of webhooks: stored before they are acknowledged, once, and only from who knows the secret."""

import hmac
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyvoices.conversations.actions.decide_conversations import decide_conversations
from manyvoices.conversations.actions.end_intake import end_intake
from manyvoices.conversations.actions.end_old_secret import end_old_secret
from manyvoices.conversations.actions.make_webhook import make_webhook
from manyvoices.conversations.actions.rotate_secret import rotate_secret
from manyvoices.conversations.intake_document import BadDocument, read
from manyvoices.conversations.models import Arrival, Assignment, Conversation, Intake, IntakeRefusal, Message
from manyvoices.conversations.signatures import Forged, check, signed
from manyvoices.conversations.tests.arriving import QUESTION
from manyvoices.conversations.tests.knocking import document, door, knock, taken_in
from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Refused
from tests.cast import Cast

TIME = "Manyvoices-Timestamp"
pytestmark = pytest.mark.django_db


def send(intake: Intake, body: bytes, headers: dict[str, str] | None = None) -> Any:
    given = headers if headers is not None else knock(body, intake.secret)
    content_type = given.get("Content-Type", "application/json")
    return Client(enforce_csrf_checks=True).post(
        f"/intake/{intake.token}", body, content_type=content_type, headers=given
    )


def test_an_event_is_stored_before_it_is_acknowledged_and_becomes_a_conversation(cast: Cast) -> None:
    intake = door(cast)
    answer = send(intake, document(text=QUESTION, subject="Delay", url="https://forms.example/4711"))
    assert (answer.status_code, answer.json()) == (202, {"status": "stored", "event": "4711"})
    assert Arrival.objects.get().message is None
    taken_in()
    message = Message.objects.select_related("conversation").get()
    talk = message.conversation
    assert (talk.unit, talk.network) == (cast.operations, "webhook")
    assert (talk.owner, talk.voice) == (None, None)
    assert (message.text, talk.subject, message.visibility) == (QUESTION, "Delay", "direct")
    row = Arrival.objects.get()
    assert (row.message, row.body, row.due_at) == (message, "", None)
    decide_conversations(messages=[message], now=clock.now())
    talk.refresh_from_db()
    assert talk.kind == "question"
    assert Assignment.objects.filter(conversation=talk, ended_at=None).exists()


# promise F1
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(range(4)),
    twice=st.lists(st.integers(0, 3), max_size=4),
    pause=st.integers(0, 86_400),
)
def test_in_whatever_order_and_however_often_events_come_each_message_is_there_once(
    cast: Cast, order: list[int], twice: list[int], pause: int
) -> None:
    intake, now = Intake.objects.first() or door(cast), clock.now().replace(microsecond=0)
    at = [(now - timedelta(hours=hour, seconds=pause)).isoformat() for hour in (9, 8, 7, 6)]
    bodies = [
        document("a", "My card is late.", said_at=at[0]),
        document("b", "Is anybody there?", said_at=at[1], in_reply_to="a"),
        document("a", "My card is very late.", said_at=at[0], edited_at=at[2]),
        document("c", "Hello?", said_at=at[3], in_reply_to="b"),
    ]
    with transaction.atomic():
        for number in [*order, *twice]:
            assert send(
                intake, bodies[number], knock(bodies[number], intake.secret, seconds=-number)
            ).status_code in {202, 409}
            if number % 2:
                taken_in()
        taken_in()
        talk = Conversation.objects.get(merged_into=None)
        said = list(Message.objects.order_by("said_at").values_list("text", "conversation"))
        assert said == [
            ("My card is very late.", talk.pk),
            ("Is anybody there?", talk.pk),
            ("Hello?", talk.pk),
        ]
        assert talk.messages_count == 3
        transaction.set_rollback(True)


# promise F2
def test_a_crash_before_the_commit_is_not_acknowledged_and_the_same_request_is_taken_then(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = door(cast)
    body = document()
    headers = knock(body, intake.secret)

    def dies(*_: Any, **__: Any) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as crash:
        crash.setattr(Arrival, "save", dies)
        with pytest.raises(OSError, match="disk"):
            send(intake, body, headers)
    assert not Arrival.objects.exists()
    assert send(intake, body, headers).status_code == 202
    assert Arrival.objects.count() == 1


# promise F4
@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("not-signed", lambda h, _: {**h, "Manyvoices-Signature": ""}),
        ("not-signed", lambda h, _: {**h, "Manyvoices-Timestamp": ""}),
        ("bad-signature", lambda h, _: {**h, "Manyvoices-Signature": h["Manyvoices-Signature"][:-1]}),
        ("bad-signature", lambda h, _: {**h, "Manyvoices-Signature": h["Manyvoices-Signature"].upper()}),
        ("bad-timestamp", lambda h, _: {**h, "Manyvoices-Timestamp": "١٢٣"}),
        ("bad-timestamp", lambda h, _: {**h, "Manyvoices-Timestamp": "-1"}),
        ("wrong-signature", lambda h, _: {**h, "Manyvoices-Timestamp": f"{int(h[TIME]) + 1}"}),
        ("wrong-signature", lambda h, b: {**h, **knock(b, "another secret")}),
        ("wrong-signature", lambda h, b: {**h, **knock(b + b" ", "x")}),
    ],
)
def test_a_forged_request_is_refused_and_noted(cast: Cast, code: str, spoil: Any) -> None:
    intake, body = door(cast), document()
    headers = spoil(knock(body, intake.secret), body)
    answer = send(intake, body, {name: value.encode().decode("latin-1") for name, value in headers.items()})
    assert (answer.status_code, answer.json()["error"]) == (401, code)
    assert not Arrival.objects.exists()
    assert IntakeRefusal.objects.get().because == code


# promise F4
@pytest.mark.parametrize("seconds", [-301, 302])
def test_an_old_request_is_refused_and_one_at_the_edge_is_taken(cast: Cast, seconds: int) -> None:
    intake, body = door(cast), document()
    assert send(intake, body, knock(body, intake.secret, seconds=seconds)).json()["error"] == "too-old"
    assert (
        send(intake, body, knock(body, intake.secret, seconds=298 if seconds > 0 else -298)).status_code
        == 202
    )


# promise F4
def test_a_replayed_request_is_refused_and_the_same_event_signed_anew_is_the_same(cast: Cast) -> None:
    intake, body = door(cast), document()
    headers = knock(body, intake.secret)
    assert send(intake, body, headers).status_code == 202
    again = send(intake, body, headers)
    assert (again.status_code, again.json()["error"]) == (409, "replayed")
    anew = send(intake, body, knock(body, intake.secret, seconds=1))
    assert (anew.status_code, anew.json()["status"]) == (202, "known")
    other = document(text="Something else")
    assert send(intake, other, knock(other, intake.secret)).json()["error"] == "other-words"
    assert Arrival.objects.count() == 1


# promise F4
def test_while_a_secret_is_exchanged_both_are_good_and_afterwards_the_new_one_alone(cast: Cast) -> None:
    intake = door(cast)
    old = intake.secret
    fresh = rotate_secret(actor=cast.ada, intake=intake)
    assert fresh.secret != old
    with pytest.raises(Conflict):
        rotate_secret(actor=cast.ada, intake=intake)
    bodies = [document(str(number)) for number in range(3)]
    assert send(intake, bodies[0], knock(bodies[0], old)).status_code == 202
    assert send(intake, bodies[1], knock(bodies[1], fresh.secret)).status_code == 202
    end_old_secret(actor=cast.ada, intake=intake)
    end_old_secret(actor=cast.ada, intake=intake)
    assert send(intake, bodies[2], knock(bodies[2], old)).status_code == 401
    assert send(intake, bodies[2], knock(bodies[2], fresh.secret)).status_code == 202


def test_every_secret_is_compared_whatever_the_first_one_says(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    real = hmac.compare_digest

    def counted(one: str, other: str) -> bool:
        compared.append(one)
        return real(one, other)

    monkeypatch.setattr(hmac, "compare_digest", counted)
    now = clock.now()
    moment = str(int(now.timestamp()))
    signature = f"sha256={signed('first', moment, b'{}')}"
    check(secrets=("first", "second"), timestamp=moment, signature=signature, body=b"{}", now=now)
    with pytest.raises(Forged):
        check(secrets=("other", "second"), timestamp=moment, signature=signature, body=b"{}", now=now)
    assert len(compared) == 4


def test_a_closed_door_and_one_that_never_was_are_the_same(cast: Cast) -> None:
    intake, body = door(cast), document()
    headers = knock(body, intake.secret)
    end_intake(actor=cast.ada, intake=intake)
    answer = send(intake, body, headers)
    never = Client().post("/intake/abcdefghijklmnop", body, content_type="application/json")
    assert answer.status_code == never.status_code == 404
    assert answer.content == never.content
    assert Intake.objects.get().secret == ""
    # An empty secret must not be one.
    assert send(intake, body, knock(body, "")).status_code == 404


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("bad-syntax", b"{"),
        ("not-an-object", b"[]"),
        ("duplicate-key", b'{"id": "1", "id": "2"}'),
        ("unknown-field", document(priority="high")),
        ("author-missing", b'{"id": "1", "text": "x"}'),
        ("bad-id", document(name=" ")),
        ("bad-id", document(name="x" * 151)),
        ("text-missing", document(text=" ")),
        ("not-a-text", b'{"id": "1", "author": {"id": "l"}, "text": ["x"]}'),
        ("bad-time", document(said_at="yesterday")),
        ("bad-time", document(said_at="2026-05-04T12:00:00")),
        ("bad-url", document(url="javascript:alert(1)")),
        ("bad-visibility", document(visibility="secret")),
        ("not-a-flag", document(deleted="yes")),
        ("nothing-left", document(name="\u200b\u0007"[1:])),
        ("too-deep", document(author={"id": {"id": {"id": {"id": 1}}}})),
    ],
)
def test_a_document_is_read_strictly_and_the_answer_says_what_is_wrong(
    cast: Cast, code: str, body: bytes
) -> None:
    intake = door(cast)
    answer = send(intake, body)
    assert (answer.status_code, answer.json()["error"]) == (400, code)
    assert answer.json()["says"]
    assert not Arrival.objects.exists()


def test_large_bodies_other_types_and_other_verbs_are_refused(cast: Cast) -> None:
    intake, large = door(cast), document(text="x" * 270_000)
    assert send(intake, large).status_code == 413
    body = document()
    assert send(intake, body, knock(body, intake.secret) | {"Content-Type": "text/plain"}).status_code == 415
    answer = Client().get(f"/intake/{intake.token}")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_what_was_taken_back_before_it_came_is_not_stored(cast: Cast) -> None:
    intake = door(cast)
    for body in (json.dumps({"id": "4711", "deleted": True}).encode(), document()):
        assert send(intake, body).status_code == 202
        taken_in()
    assert not Message.objects.exists()


def test_two_doors_may_use_the_same_ids(cast: Cast) -> None:
    for intake in (door(cast), make_webhook(actor=cast.ada, unit=cast.elsewhere, name="Portal")):
        assert send(intake, document()).status_code == 202
    taken_in()
    assert set(Conversation.objects.values_list("unit", flat=True)) == {cast.operations.pk, cast.elsewhere.pk}
    assert Message.objects.count() == 2


def test_one_knocking_in_vain_fills_no_table(cast: Cast) -> None:
    intake, body = door(cast), document()
    for _ in range(20):
        send(intake, body, knock(body, "wrong"))
    assert IntakeRefusal.objects.get().times < 5


def test_taking_in_costs_the_same_for_one_and_for_fifty(cast: Cast) -> None:
    intake, asked = door(cast), []
    for some in ([0], range(1, 51)):
        for number in some:
            send(intake, document(f"n{number}", author={"id": f"p{number}"}))
        with CaptureQueriesContext(connection) as queries:
            taken_in()
        asked.append(len(queries))
    assert asked[1] - asked[0] <= 3, asked


def test_only_leads_and_administrators_keep_doors(cast: Cast) -> None:
    intake = door(cast)
    for action in (rotate_secret, end_old_secret, end_intake):
        with pytest.raises(Refused):
            action(actor=cast.cleo, intake=intake)
    with pytest.raises(Refused):
        make_webhook(actor=cast.bo, unit=cast.operations, name="x")


# promise D9
@given(
    raw=st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.text() | st.integers(),
            lambda each: (
                st.lists(each, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["id", "text", "author", "said_at", "name", "url", "deleted", "x"]),
                    each,
                    max_size=5,
                )
            ),
        ).map(lambda value: json.dumps(value).encode()),
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_document_breaks_the_reader(raw: bytes) -> None:
    said = []
    try:
        read(raw, clock.now())
    except BadDocument as bad:
        said.append(f"{bad.code}: {bad}")
    assert all(len(one) > 10 for one in said)
