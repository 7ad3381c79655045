"""Initials and tones that stand in for a portrait."""

import pytest

from manyvoices.web.templatetags.portraits import TONES, initials, tone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Anna Lindqvist", "AL"),
        ("  jo van den berg ", "JB"),
        ("Northlight", "N"),
        ("(Bo) Ek", "E"),
        ("", ""),
        (None, ""),
    ],
)
def test_initials_are_the_ends_of_a_name(name: str | None, shown: str) -> None:
    assert initials(name) == shown


def test_a_tone_is_the_same_each_time_and_for_any_case() -> None:
    assert tone("anna") == tone("Anna") == tone("anna")


def test_tones_stay_in_the_palette_and_use_all_of_it() -> None:
    assert {tone(f"voice{n}") for n in range(200)} == set(range(TONES))
