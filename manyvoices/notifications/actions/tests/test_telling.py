"""Telling people, and their having read it."""

import pytest

from manyvoices.core.refusals import Invalid, NotThere, Refused
from manyvoices.notifications import kinds
from manyvoices.notifications.actions.read_all_notifications import read_all_notifications
from manyvoices.notifications.actions.read_notification import read_notification
from manyvoices.notifications.actions.tell_person import tell_person
from manyvoices.notifications.actions.write_letter import write_letter
from manyvoices.notifications.models import Letter, Notification
from manyvoices.notifications.queries import notification_in_view, told_to, unread_count
from manyvoices.notifications.tests.posting import set_up
from manyvoices.people.models import Person
from tests.cast import Cast


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "KINDS", {"news": kinds.Kind("", mails=True)})


def tell(person: Person, key: str = "1", kind: str = "news") -> Notification:
    return tell_person(person=person, kind=kind, key=key, subject="Hello", text="Words", link="/today/")


@pytest.mark.usefixtures("mails")
def test_told_twice_is_told_and_written_once(cast: Cast) -> None:
    set_up()
    assert tell(cast.bo).pk == tell(cast.bo).pk
    letter = Letter.objects.get()
    assert (letter.to, letter.person, letter.notification) == (cast.bo.email, cast.bo, tell(cast.bo))
    assert "https://voices.example/today/" in letter.text


@pytest.mark.usefixtures("mails")
@pytest.mark.parametrize("why", ["no address", "left", "kind", "no server", "odd address"])
def test_no_letter_where_there_is_none_to_send(cast: Cast, why: str) -> None:
    if why != "no server":
        set_up()
    cast.bo.email = {"no address": None, "odd address": "bo@-.example"}.get(why, cast.bo.email)
    cast.bo.is_active = why != "left"
    tell(cast.bo, kind="quiet" if why == "kind" else "news")
    assert Notification.objects.count() == 1
    assert not Letter.objects.exists()


def test_an_odd_address_is_no_letter(cast: Cast) -> None:
    set_up()
    with pytest.raises(Invalid):
        write_letter(kind="x", to="a@b.example\r\nRCPT TO:<eve@x>", language="en", subject="s", text="t")


def test_what_is_read_is_read_by_its_reader_alone(cast: Cast) -> None:
    first, second = tell(cast.bo, "1"), tell(cast.bo, "2")
    assert unread_count(cast.bo) == 2
    with pytest.raises(Refused):
        read_notification(actor=cast.ada, notification=first)
    with pytest.raises(NotThere):
        notification_in_view(cast.ada, first.pk)
    read_notification(actor=cast.bo, notification=first)
    first.refresh_from_db()
    at = first.read_at
    read_notification(actor=cast.bo, notification=first)
    first.refresh_from_db()
    assert first.read_at == at is not None
    assert list(told_to(cast.bo, unread=True)) == [second]
    assert list(told_to(cast.bo)) == [second, first]


def test_reading_all_leaves_what_came_in_meanwhile(cast: Cast) -> None:
    seen = tell(cast.bo, "1")
    tell(cast.bo, "2")
    others = tell(cast.dan, "1")
    assert read_all_notifications(actor=cast.bo, up_to=seen.pk) == 1
    assert read_all_notifications(actor=cast.bo, up_to=seen.pk) == 0
    assert (unread_count(cast.bo), unread_count(cast.dan)) == (1, 1)
    assert others.read_at is None
