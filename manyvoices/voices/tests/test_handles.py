"""Handles."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyvoices.core.refusals import Invalid
from manyvoices.voices.handles import check_handle, plain, reserved, suggest_handle
from manyvoices.voices.models.voice import HANDLE
from tests.cast import Cast


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Anna Müller-Groß", "anna_mueller_gross"),
        ("Ærø Færge", "aero_faerge"),
        ("José Ñandú", "jose_nandu"),
        ("O'Brien", "obrien"),
        ("Straßenbahn Süd 2", "strassenbahn_sued_2"),
        ("王小明", "voice"),
        ("", "voice"),
        ("Admin", "admin_2"),
        ("Bo", "bo_2"),
        ("Northlight", "northlight_2"),
    ],
)
def test_a_name_becomes_a_free_handle(cast: Cast, name: str, handle: str) -> None:
    assert suggest_handle(name) == handle
    assert check_handle(handle) == handle


def test_what_is_about_to_be_taken_is_not_offered(cast: Cast) -> None:
    assert suggest_handle("Finn", but_not=frozenset({"finn"})) == "finn_2"


@given(st.text(max_size=200))
def test_whatever_the_name_its_letters_fit_a_handle(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(_[a-z0-9]+)*)?", plain(name))


@pytest.mark.parametrize("name", ["a" * 200, "a" * 29 + " b", "_" * 40, "ä" * 40, "a_" * 40])
def test_a_long_name_still_gives_a_valid_handle(cast: Cast, name: str) -> None:
    assert re.fullmatch(HANDLE, suggest_handle(name))


@pytest.mark.parametrize("handle", ["", "a b", "ä", "_a", "a_", "a" * 31, "a.b", "a-b", "a\nb", "@@a"])
def test_other_forms_are_refused(cast: Cast, handle: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_handle(handle)
    assert "handle" in refused.value.fields


@pytest.mark.parametrize("handle", ["admin", "api", "about", "static", "setup", "people", "SETUP", "@me"])
def test_kept_back_names_are_refused(cast: Cast, handle: str) -> None:
    with pytest.raises(Invalid, match="kept back"):
        check_handle(handle)


def test_the_first_part_of_every_address_is_kept_back() -> None:
    assert {"people", "voices", "sign_in", "setup", "invitation", "settings", "media"} <= reserved()


def test_a_handle_belongs_to_one_voice_whatever_its_case(cast: Cast) -> None:
    with pytest.raises(Invalid, match="another voice"):
        check_handle("@Bo")
    assert check_handle("Bo", voice_id=cast.bo_voice.pk) == "bo"
