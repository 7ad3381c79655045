import pytest

from manyvoices.conversations.came_to import came_to
from manyvoices.conversations.naming import audience_for, begun, is_wider, named
from manyvoices.conversations.saved_replies import fill, unfilled
from manyvoices.networks.contract import Mentioned

LENA = Mentioned("https://far.example/users/lena", "@lena@far.example")
MILO = Mentioned("https://other.example/users/milo", "milo@other.example")


def test_who_is_answered_is_named_and_others_where_their_author_typed_them() -> None:
    assert named(LENA, [LENA, MILO], "Hello", "public") == (LENA,)
    assert named(LENA, [LENA, MILO], "As @Milo@other.example.", "public") == (LENA, MILO)
    assert named(LENA, [MILO], "Mail milo@other.example", "public") == (LENA,)


def test_nobody_else_reads_a_direct_message() -> None:
    assert named(LENA, [LENA, MILO], "As @milo@other.example said", "direct") == (LENA,)


@pytest.mark.parametrize("asked", ["public", "unlisted", "followers", "direct"])
def test_an_answer_is_heard_as_far_as_they_asked(asked: str) -> None:
    assert audience_for(asked, None) == asked
    assert not is_wider(audience_for(asked, None), asked)


def test_wider_is_an_explicit_choice_and_doubt_is_direct() -> None:
    assert audience_for("direct", "public") == "public"
    assert is_wider("public", "direct")
    assert audience_for("whispered", None) == "direct"


def test_the_first_words_name_them_once() -> None:
    assert begun(LENA) == "@lena@far.example "
    assert begun(LENA, "Hello @Lena@far.example") == "Hello @Lena@far.example"
    assert begun(Mentioned("4711", "")) == ""


def test_places_are_filled_once_and_the_rest_is_told() -> None:
    text = "Dear {Contact}, {voice} says: {link}. {link} {contact}"
    said = fill(text, {"contact": "Lena", "voice": "Northlight", "link": ""})
    assert said == "Dear Lena, Northlight says: {link}. {link} Lena"
    assert unfilled(said) == ("link",)
    assert unfilled("{ } {} {1} a{b c} plain") == ()


def test_a_contact_fills_in_no_place_and_names_nobody() -> None:
    said = fill("Dear {contact}", {"contact": "{link} @milo@other.example", "link": "https://bad.example"})
    assert said == "Dear (link) miloother.example"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "cancelled"),
        (["cancelled"], "cancelled"),
        (["sent", "cancelled"], "sent"),
        (["sent", "queued"], "queued"),
        (["sent", "failed", "queued"], "failed"),
        (["unknown", "paused"], "paused"),
        (["sending"], "queued"),
    ],
)
def test_what_an_answer_came_to(parts: list[str], said: str) -> None:
    assert came_to(parts) == said
