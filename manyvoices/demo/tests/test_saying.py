"""Texts from templates: chosen by chance, the same chance the same texts, and no two alike."""

from random import Random

import pytest

from manyvoices.demo.content_files import own_voices, shared_voices
from manyvoices.demo.passengers import passengers
from manyvoices.demo.saying import CHOICE, said, texts


def test_one_of_each_choice_is_taken() -> None:
    assert said("{a|b} and {c|d}", Random(1)) in {"a and c", "a and d", "b and c", "b and d"}


def test_a_theme_returns_and_its_words_do_not() -> None:
    templates = ["one {1|2|3}", "two {1|2|3}"]
    found = texts(templates, 5, Random(2))
    assert len(set(found)) == 5
    assert {text.split()[0] for text in found[:2]} == {"one", "two"}
    assert texts(templates, 5, Random(2)) == found


def test_templates_that_hold_too_little_say_so() -> None:
    with pytest.raises(ValueError, match="No more than 1"):
        texts(["only this"], 2, Random(3))


def test_the_railway_is_as_large_as_it_says() -> None:
    voices = own_voices()
    assert len(voices) == 25
    assert len({voice["department"] for voice in voices}) == 4
    assert len({voice["brand"] for voice in voices}) == 3
    assert {voice["language"] for voice in voices} == {"en", "de"}
    handles = [voice["handle"] for voice in voices + shared_voices()]
    assert len(set(handles)) == len(handles)


def test_no_two_colleagues_share_a_template() -> None:
    templates = [CHOICE.sub("…", text) for voice in own_voices() for text in voice["posts"]]
    assert len(set(templates)) == len(templates)


def test_passengers_have_names_of_their_own() -> None:
    everybody = passengers()
    assert len({one.username for one in everybody}) == len(everybody) > 300
    assert all(one.username.isascii() and one.username.replace("_", "").isalpha() for one in everybody)
