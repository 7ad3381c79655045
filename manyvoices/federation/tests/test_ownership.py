"""Forged actors: whatever Eve sends with her own good key, it speaks for Eve alone."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.federation.ownership import NotTheirs, Why, check_actor_activity, first_id, recipients

EVE = "https://eve.example/users/eve"
KEY = EVE + "#main-key"
MALLORY = "https://eve.example/users/mallory"
BO = "https://bo.example/users/bo"
NOTE = "https://eve.example/notes/1"
BOS_NOTE = "https://bo.example/notes/1"
AT_HOME = "http://localhost:8000/users/eve"


def note(**changes: Any) -> dict[str, Any]:
    return {"id": NOTE, "type": "Note", "attributedTo": EVE, "content": "hello"} | changes


def activity(kind: str, thing: Any, **changes: Any) -> dict[str, Any]:
    return {"id": "https://eve.example/a/1", "type": kind, "actor": EVE, "object": thing} | changes


def verdict(
    sent: dict[str, Any], *, actor: str = EVE, key_id: str = KEY, key_owner: str = EVE, home: bool = False
) -> Why | None:
    try:
        check_actor_activity(sent, actor, key_id, key_owner, allow_loopback=home)
    except NotTheirs as refused:
        return refused.reason
    return None


# promise G2
@pytest.mark.parametrize(
    "sent",
    [
        activity("Create", note()),
        activity("Create", [note()]),
        activity("Create", note(attributedTo={"id": EVE, "type": "Person"})),
        activity(
            "Create", note(attributedTo=[EVE, {"type": "Group", "id": "https://eve.example/channels/c"}])
        ),
        activity("Create", NOTE),
        activity("Update", note()),
        activity("Update", {"id": EVE, "type": "Person", "name": "Eve"}),
        activity("Delete", NOTE),
        activity("Delete", {"id": NOTE, "type": "Tombstone"}),
        activity("Delete", EVE),
        activity("Follow", BO),
        activity("Like", BOS_NOTE),
        activity("Announce", BOS_NOTE),
        activity("Undo", {"id": "https://eve.example/a/0", "type": "Follow", "actor": EVE, "object": BO}),
        activity("Undo", "https://eve.example/a/0"),
        activity("Accept", {"id": "https://bo.example/a/9", "type": "Follow", "actor": BO, "object": EVE}),
        activity("Move", EVE, target="https://new.example/users/eve"),
        activity("Create", note(), actor={"id": EVE, "type": "Person"}),
        activity("Create", note(), actor="https://EVE.example:443/users/eve"),
        activity("Custom", {"id": BOS_NOTE}),
    ],
)
def test_what_is_theirs_passes(sent: dict[str, Any]) -> None:
    assert verdict(sent) is None


# promise G2
@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (activity("Create", note(), actor=BO), Why.WRONG_ACTOR),
        (activity("Create", note(), actor=MALLORY), Why.WRONG_ACTOR),
        (activity("Create", note(), actor=[EVE, BO]), Why.WRONG_ACTOR),
        (activity("Create", note(), actor=None), Why.WRONG_ACTOR),
        (activity("Create", note(), actor={"type": "Person"}), Why.WRONG_ACTOR),
        (activity("Create", note(), id="https://bo.example/a/1"), Why.WRONG_ID_HOST),
        (activity("Create", note(), id=None), Why.WRONG_ID_HOST),
        (activity("Create", note(), id="https://eve.example:8443/a/1"), Why.WRONG_ID_HOST),
        (activity("Create", note(), id="http://eve.example/a/1"), Why.WRONG_ID_HOST),
        (activity("Create", note(), id={"id": "https://eve.example/a/1"}), Why.WRONG_ID_HOST),
        (activity("Create", note(attributedTo=BO)), Why.WRONG_AUTHOR),
        (activity("Create", note(attributedTo=MALLORY)), Why.WRONG_AUTHOR),
        (activity("Create", note(attributedTo=[EVE, BO])), Why.WRONG_AUTHOR),
        (activity("Create", note(attributedTo=[EVE, 7])), Why.WRONG_AUTHOR),
        (activity("Create", note(attributedTo=[])), Why.WRONG_AUTHOR),
        (activity("Create", note(attributedTo=None)), Why.WRONG_AUTHOR),
        (activity("Create", note(id=BOS_NOTE)), Why.WRONG_OBJECT_HOST),
        (activity("Create", note(id=None)), Why.WRONG_OBJECT_HOST),
        (activity("Create", [note(), note(id=BOS_NOTE, attributedTo=BO)]), Why.WRONG_OBJECT_HOST),
        (activity("Create", [[note()]]), Why.WRONG_OBJECT_HOST),
        (activity("Create", [[note(attributedTo=BO)]]), Why.WRONG_OBJECT_HOST),
        (activity("Create", BOS_NOTE), Why.WRONG_OBJECT_HOST),
        (activity("Create", None), Why.WRONG_OBJECT_HOST),
        (activity("Update", note(attributedTo=BO)), Why.WRONG_AUTHOR),
        (activity("Update", {"id": MALLORY, "type": "Person", "name": "Not me"}), Why.WRONG_AUTHOR),
        (activity("Update", {"id": BO, "type": "Person"}), Why.WRONG_OBJECT_HOST),
        (activity("Delete", BOS_NOTE), Why.WRONG_OBJECT_HOST),
        (activity("Delete", BO), Why.WRONG_OBJECT_HOST),
        (activity("Delete", {"id": BOS_NOTE, "type": "Tombstone"}), Why.WRONG_OBJECT_HOST),
        (activity("Delete", [NOTE, BOS_NOTE]), Why.WRONG_OBJECT_HOST),
        (activity("Undo", {"id": "https://eve.example/a/0", "actor": BO}), Why.WRONG_AUTHOR),
        (activity("Undo", {"id": "https://eve.example/a/0"}), Why.WRONG_AUTHOR),
        (activity("Undo", "https://bo.example/a/0"), Why.WRONG_OBJECT_HOST),
        (activity("Move", BO), Why.WRONG_AUTHOR),
        (activity("Move", MALLORY), Why.WRONG_AUTHOR),
        (activity("Create", note(), type=["Follow", "Delete"]), Why.NO_TYPE),
        (activity("Create", note(), type=None), Why.NO_TYPE),
    ],
)
def test_what_is_not_theirs_is_refused(sent: dict[str, Any], why: Why) -> None:
    assert verdict(sent) is why


# promise G2
@pytest.mark.parametrize(
    ("sender", "why"),
    [
        ({"key_owner": BO}, Why.WRONG_KEY_OWNER),
        ({"key_owner": MALLORY}, Why.WRONG_KEY_OWNER),
        ({"key_owner": ""}, Why.WRONG_KEY_OWNER),
        ({"key_id": BO + "#main-key"}, Why.WRONG_KEY_HOST),
        ({"key_id": "main-key"}, Why.WRONG_KEY_HOST),
        ({"actor": BO}, Why.WRONG_ACTOR),
        ({"actor": "http://eve.example/users/eve"}, Why.BAD_URI),
        ({"actor": "https://eve.example\\@bo.example/"}, Why.BAD_URI),
    ],
)
def test_a_key_speaks_for_its_owner_alone(sender: dict[str, str], why: Why) -> None:
    assert verdict(activity("Create", note()), **sender) is why  # type: ignore[arg-type]


# promise G2
@settings(deadline=None)
@given(
    actor=st.sampled_from([EVE, MALLORY, BO]),
    named=st.sampled_from([EVE, MALLORY, BO]),
    owner=st.sampled_from([EVE, MALLORY, BO]),
    author=st.sampled_from([EVE, MALLORY, BO]),
    key_host=st.sampled_from(["eve", "bo"]),
    id_host=st.sampled_from(["eve", "bo"]),
    object_host=st.sampled_from(["eve", "bo"]),
)
def test_only_one_mixture_of_identities_is_believed(  # noqa: PLR0917 (hypothesis names its arguments)
    actor: str, named: str, owner: str, author: str, key_host: str, id_host: str, object_host: str
) -> None:
    sent = activity(
        "Create",
        note(id=f"https://{object_host}.example/n/1", attributedTo=author),
        actor=named,
        id=f"https://{id_host}.example/a/1",
    )
    home = "bo" if actor == BO else "eve"
    theirs = actor == named == owner == author and key_host == id_host == object_host == home
    key_id = f"https://{key_host}.example/key"
    assert (verdict(sent, actor=actor, key_id=key_id, key_owner=owner) is None) is theirs


def test_loopback_actors_count_only_where_allowed() -> None:
    sent = {"id": "http://localhost:8000/a/1", "type": "Follow", "actor": AT_HOME, "object": BO}
    sender = {"actor": AT_HOME, "key_id": AT_HOME + "#main-key", "key_owner": AT_HOME}
    assert verdict(sent, home=True, **sender) is None
    assert verdict(sent, home=False, **sender) is Why.BAD_URI


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (EVE, EVE),
        ({"id": EVE}, EVE),
        ([EVE], EVE),
        ([{"id": EVE}], EVE),
        *(
            (nothing, None)
            for nothing in ("", None, 7, True, {}, {"id": 7}, {"id": [EVE]}, [], [EVE, BO], [[EVE]])
        ),
    ],
)
def test_one_id_is_found_or_none(value: object, expected: str | None) -> None:
    assert first_id(value) == expected


def test_recipients_are_listed_once_in_order() -> None:
    sent = {"to": BO, "cc": [EVE, {"id": BO}, 7, None], "bto": MALLORY, "bcc": [], "audience": [BO]}
    assert recipients(sent) == (BO, EVE, MALLORY)
    assert recipients({}) == ()


# promise G7
@pytest.mark.parametrize("split", [False, True])
def test_more_than_100_recipients_are_refused(split: bool) -> None:
    people = [f"https://eve.example/users/{number}" for number in range(101)]
    sent = {"to": people[:50], "cc": people[50:]} if split else {"to": people}
    with pytest.raises(NotTheirs) as refused:
        recipients(sent)
    assert refused.value.reason is Why.TOO_MANY_RECIPIENTS
    assert len(recipients({"to": people[:50], "cc": people[50:100]})) == 100


def authors(thing: dict[str, Any]) -> list[str | None]:
    named = thing.get("attributedTo")
    return [first_id(member) for member in named] if isinstance(named, list) else [first_id(named)]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([EVE, BO, NOTE, "", "x"])
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "actor", "attributedTo", "object"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


# promise G2
@settings(deadline=None)
@given(kind=st.sampled_from(["Create", "Update", "Delete", "Undo", "Move", "Follow"]), thing=JSON, actor=JSON)
def test_no_shape_crashes_and_none_speaks_for_another(kind: str, thing: Any, actor: Any) -> None:
    if verdict(activity(kind, thing, actor=actor)) is None:
        assert first_id(actor) == EVE
    if kind in {"Create", "Delete", "Undo"} and verdict(activity(kind, thing)) is None:
        assert str(first_id(thing)).startswith("https://eve.example/")
    if kind == "Create" and not isinstance(thing, str) and verdict(activity(kind, thing)) is None:
        embedded = thing[0] if isinstance(thing, list) else thing
        assert isinstance(embedded, str) or EVE in (embedded["id"], *authors(embedded))
    recipients({"to": thing, "cc": actor})
