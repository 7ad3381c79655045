"""What is pressed on chosen lines: each by itself, one refusal keeps no other back."""

from django.test import Client

from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.models import Conversation, Labelled
from manyvoices.conversations.tests.talks import contact, says, talk
from manyvoices.core import clock
from manyvoices.people.models import RoleName
from manyvoices.web.people.tests.test_people import signed_in
from tests.cast import Cast, person, role


def said(client: Client, do: str, *chosen: Conversation, **more: object) -> str:
    """What the page says after the press."""
    picked = [f"{one.pk}.{one.version}" for one in chosen]
    answer = client.post("/inbox/press", {"do": do, "conversation": picked, "back": "?view=all", **more})
    assert answer.headers["Location"] == "/inbox/?view=all"
    return " ".join(client.get("/inbox/?view=all").content.decode().split())


def test_many_are_done_and_what_was_not_is_said_with_the_reason(cast: Cast) -> None:
    first, second = talk(cast.operations), talk(cast.operations)
    changed = talk(cast.operations, contact=contact("Omar T."))
    Conversation.objects.filter(pk=changed.pk).update(version=2)
    foreign = talk(cast.elsewhere)
    cleo = signed_in(cast.cleo)
    page = said(cleo, "close.solved", first, second, changed, foreign)
    assert "2 conversations are done." in page
    assert "Not done for Omar T.: They wrote again meanwhile." in page
    assert "Not done for 1 conversation: It is not in your inbox any more." in page
    standing = dict(Conversation.objects.values_list("pk", "standing"))
    assert [standing[one.pk] for one in (first, second, changed, foreign)] == [
        "closed",
        "closed",
        "open",
        "open",
    ]


def test_each_press_does_what_it_says_and_twice_nothing_more(cast: Cast) -> None:
    role(cast.bo, RoleName.RESPONDER, cast.operations)
    label = make_label(actor=cast.ada, unit=cast.root, name="Delay")
    one, cleo = talk(cast.operations), signed_in(cast.cleo)
    for _twice in range(2):
        assert "is yours now" in said(cleo, "take", one)
        assert "has the label" in said(cleo, "label", one, label=label.pk)
        assert "is put aside" in said(cleo, "snooze.tomorrow", one)
    one.refresh_from_db()
    assert one.assigned_to == cast.cleo
    assert Labelled.objects.count() == 1
    assert one.snoozed_until is not None
    assert one.snoozed_until > clock.now()
    assert "was passed on" in said(cleo, "assign", one, to=f"person.{cast.bo.pk}")
    assert "was passed on" in said(cleo, "assign", one, to=f"unit.{cast.operations.pk}")
    assert "is spam" in said(cleo, "spam", one)
    one.refresh_from_db()
    assert Conversation.objects.filter(pk=one.pk, kind="spam", assigned_to=None, due_at=None).exists()


def test_refusals_are_told_and_nothing_is_lost(cast: Cast) -> None:
    one, private = talk(cast.operations, contact=contact("Lena K.")), talk(cast.operations, owner=cast.bo)
    cleo = signed_in(cast.cleo)
    gil = person("Gil", cast.operations)
    role(gil, RoleName.RESPONDER, cast.operations)
    take_conversation(actor=gil, conversation=one)
    assert "Not done for Lena K.: Gil has this conversation already." in said(cleo, "take", one)
    assert "Choose a label first" in said(cleo, "label", one)
    assert "Choose how long" in said(cleo, "snooze.someday", one)
    assert "Choose a colleague or a unit" in said(cleo, "assign", one, to="person.x")
    assert "may not answer there" in said(cleo, "assign", one, to=f"person.{cast.eve.pk}")
    assert "not in your inbox" in said(cleo, "take", private)
    assert "yours alone" in said(signed_in(cast.bo), "take", private)
    assert "Choose at least one" in said(cleo, "take")
    assert cleo.post("/inbox/press", {"do": "burn", "conversation": f"{one.pk}.1"}).status_code == 400
    assert (
        signed_in(cast.eve).post("/inbox/press", {"one": f"take.{one.pk}.1"}).headers["Location"] == "/inbox/"
    )
    one.refresh_from_db()
    assert (one.assigned_to, one.standing, one.kind) == (gil, "open", "complaint")


def test_the_way_back_leads_nowhere_else(cast: Cast) -> None:
    one, cleo = talk(cast.operations), signed_in(cast.cleo)
    says(one, "again")
    pressed = {"do": "take", "conversation": f"{one.pk}.{one.version}"}
    for back in ("https://evil.example/", "//evil.example", "?view=mine&next=//evil", "\r\nX: y"):
        answer = cleo.post("/inbox/press", pressed | {"back": back})
        assert answer.headers["Location"] in {"/inbox/", "/inbox/?view=mine"}
