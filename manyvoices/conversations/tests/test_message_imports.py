"""Files of messages: looked at first, written once, resumed, refused line by line."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.conversations.actions.cancel_message_import import cancel_message_import
from manyvoices.conversations.actions.choose_import_columns import choose_import_columns
from manyvoices.conversations.actions.confirm_message_import import confirm_message_import
from manyvoices.conversations.actions.start_message_import import start_message_import
from manyvoices.conversations.importing.files import read_table
from manyvoices.conversations.importing.lines import BadLine, read_line
from manyvoices.conversations.models import Conversation, Message, MessageImport, MessageLine, Standing
from manyvoices.conversations.work import message_imports
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.people.importing.files import BadFile
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FILE = b"text,category\nMy card never came.,cards\n,nothing\nWhere is my money?,money\n"
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
WORKER = 7


def brought(cast: Cast, data: bytes = FILE) -> MessageImport:
    return start_message_import(actor=cast.ada, unit=cast.operations, file_name="complaints.csv", data=data)


def works(one: MessageImport, turns: int = 100) -> MessageImport:
    """The worker's turns, until it rests."""
    MessageImport.objects.filter(pk=one.pk).update(taken_by=WORKER)
    one.refresh_from_db()
    for _ in range(turns):
        if message_imports.go_on(one, WORKER):
            break
    one.refresh_from_db()
    return one


def test_a_file_is_looked_at_and_written_after_a_yes(cast: Cast) -> None:
    one = works(brought(cast))
    assert one.columns == {"text": "text"}
    assert (one.checked, one.checked_at is not None, Message.objects.count()) == (3, True, 0)
    wrong = MessageLine.objects.exclude(problem="").get()
    assert (wrong.number, wrong.problem) == (3, "There is no text.")
    confirm_message_import(actor=cast.ada, message_import=one)
    one = works(one)
    assert (one.written, one.done_at is not None) == (2, True)
    said = set(Message.objects.values_list("text", "conversation__unit", "network"))
    unit = cast.operations.pk
    assert said == {
        ("My card never came.", unit, "import"),
        ("Where is my money?", unit, "import"),
    }
    assert Message.objects.filter(due_at__isnull=False).count() == 2
    # Nobody is named in the file: each is somebody of their own.
    assert Conversation.objects.values("contact").distinct().count() == 2
    confirm_message_import(actor=cast.ada, message_import=one)
    assert works(one).written == 2


def test_brought_twice_it_is_there_once(cast: Cast) -> None:
    for _ in range(2):
        one = works(brought(cast))
        confirm_message_import(actor=cast.ada, message_import=one)
        assert works(one).written == 2
    assert Message.objects.count() == 2


def test_killed_after_a_chunk_it_goes_on_there(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message_imports, "WRITTEN", 2)
    lines = "".join(f"{number},Complaint {number}\n" for number in range(7))
    one = works(brought(cast, f"id,text\n{lines}".encode()))
    confirm_message_import(actor=cast.ada, message_import=one)
    works(one, turns=2)
    assert (MessageImport.objects.get().written, Message.objects.count()) == (4, 4)
    assert works(one).written == 7
    assert Message.objects.count() == 7


def test_json_lines_with_ids_authors_times_and_threads(cast: Cast) -> None:
    rows = [
        {
            "id": 1,
            "from": "lena@far.example",
            "name": "Lena",
            "body": "No train!",
            "date": "2026-05-03 08:00",
        },
        {
            "id": 2,
            "from": "lena@far.example",
            "name": "Lena",
            "body": "Still none.",
            "parent": "1",
            "date": "2026-05-03T09:00:00Z",
        },
    ]
    data = b"\n".join(json.dumps(row).encode() for row in rows) + b"\n{broken\n[1]\n"
    one = works(brought(cast, data))
    assert one.format == "jsonl"
    problems = list(MessageLine.objects.exclude(problem="").values_list("number", "is_broken"))
    assert problems == [(3, True), (4, True)]
    confirm_message_import(actor=cast.ada, message_import=one, is_history=True)
    assert works(one).written == 2
    talk = Conversation.objects.get()
    assert (talk.messages_count, talk.contact.name, talk.standing) == (2, "Lena", Standing.CLOSED)
    # As history it promises nothing and nobody sorts it.
    assert not Message.objects.filter(due_at__isnull=False).exists()


def test_other_columns_are_looked_at_again_and_no_words_are_refused(cast: Cast) -> None:
    one = works(brought(cast))
    with pytest.raises(Invalid):
        choose_import_columns(actor=cast.ada, message_import=one, columns={"text": "", "id": "category"})
    choose_import_columns(actor=cast.ada, message_import=one, columns={"text": "category", "id": "text"})
    one = works(one)
    assert not MessageLine.objects.exclude(problem="").exists()
    assert one.columns == {"text": "category", "id": "text"}
    confirm_message_import(actor=cast.ada, message_import=one)
    with pytest.raises(Conflict):
        choose_import_columns(actor=cast.ada, message_import=one, columns={"text": "text"})


def test_a_stopped_import_writes_nothing_more_and_forgets_what_it_read(cast: Cast) -> None:
    one = works(brought(cast))
    cancel_message_import(actor=cast.ada, message_import=one)
    with pytest.raises(Conflict):
        confirm_message_import(actor=cast.ada, message_import=one)
    assert works(one).written == 0
    assert not MessageLine.objects.exclude(read={}).exists()


def test_only_leads_and_administrators_bring_files(cast: Cast) -> None:
    one = works(brought(cast))
    with pytest.raises(Refused):
        start_message_import(actor=cast.cleo, unit=cast.operations, file_name="x", data=FILE)
    with pytest.raises(Refused):
        confirm_message_import(actor=cast.cleo, message_import=one)
    with pytest.raises(Refused):
        cancel_message_import(actor=cast.cleo, message_import=one)
    with pytest.raises(Refused):
        choose_import_columns(actor=cast.cleo, message_import=one, columns={"text": "text"})


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"text\n", b"\n\n", b'text,b\n"open,x\n', b"a,a\n1,2\n"])
def test_what_is_no_file_of_messages_is_refused(cast: Cast, data: bytes) -> None:
    with pytest.raises(Invalid):
        brought(cast, data)
    assert not MessageImport.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"text": " "},
        {"text": "x", "url": "javascript:x"},
        {"text": "x", "said_at": "soon"},
        {"text": "x", "id": "y" * 301},
        {"text": "x", "said_at": "2050-01-01"},
    ],
)
def test_a_line_that_cannot_be_a_message_says_why(values: dict[str, str]) -> None:
    columns = {part: part for part in values}
    with pytest.raises(BadLine, match=r".{10}"):
        read_line(values, columns, unit=1, zone=ZoneInfo("UTC"), now=NOW)


# promise D9
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"text,id\n{text}".encode()))
def test_no_file_breaks_the_reader(data: bytes) -> None:
    try:
        rows = read_table(data).rows
    except BadFile as bad:
        rows = []
        assert len(str(bad)) > 10  # noqa: PT017 - both ways are right
    for row in rows:
        try:
            read_line(row.values, {"text": "text", "id": "id"}, unit=1, zone=ZoneInfo("UTC"), now=NOW)
        except BadLine:
            continue
