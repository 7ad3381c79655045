"""Hints: two at most, for the author alone, and nothing about anybody is kept."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from manyvoices.media.models import Release
from manyvoices.publishing.actions.count_hints import count_hints
from manyvoices.publishing.hints import HINTS, Draft, Shown, hints
from manyvoices.publishing.models import HintCount

QUIET = Draft("Quieter brakes on the night line. https://x.example/ #trains", (Shown("A hand on a lever"),))
LOUD = {
    "people-not-asked": Draft("Look", (Shown("Ann", people="Ann", release=Release.MISSING),)),
    "alt-is-a-file-name": Draft("Look", (Shown("IMG_2041.jpg"),)),
    "employer-undisclosed": Draft("Northlight is great", employer="Northlight"),
    "shouting": Draft("EVERYBODY LOOK AT OUR NEW TRAIN"),
    "many-hashtags": Draft("Snow #a #b #c #d #e #f"),
    "bare-link": Draft("https://x.example/ "),
    "wall-of-text": Draft("word " * 300),
}


@pytest.mark.parametrize("key", LOUD)
def test_each_hint_sees_its_own(key: str) -> None:
    assert [one.key for one in hints(LOUD[key])] == [key]
    assert hints(LOUD[key], quiet={key}) == []


def test_a_quiet_post_gets_none_and_the_worst_gets_two() -> None:
    assert LOUD.keys() == {one.key for one in HINTS}
    assert hints(QUIET) == []
    worst = Draft(
        "HTTPS://X.EXAMPLE/ NORTHLIGHT RULES ALL #a #b #c #d #e #f",
        (Shown("IMG_2041.jpg", people="Ann"),),
        employer="Northlight",
    )
    assert len(hints(worst)) == 2
    assert hints(Draft("Northlight is great", employer="Northlight", disclosed=True)) == []


@pytest.mark.django_db
def test_a_month_is_one_row_a_hint_and_an_unknown_hint_is_none() -> None:
    for _again in range(3):
        count_hints(shown=["shouting", "no such hint"])
    count_hints(not_helpful=["shouting"])
    row = HintCount.objects.get()
    assert (row.hint, row.shown, row.not_helpful) == ("shouting", 3, 1)


def test_no_table_can_hold_who_saw_a_hint() -> None:
    holders = [
        model._meta.label
        for model in apps.get_models()
        if any("hint" in field.name.lower() for field in model._meta.get_fields())
    ]
    assert holders == ["publishing.HintCount"]
    assert not [
        field for field in HintCount._meta.get_fields() if isinstance(field, ForeignKey | ManyToManyField)
    ]
    assert {field.name for field in HintCount._meta.get_fields()} == {
        "id",
        "hint",
        "month",
        "shown",
        "not_helpful",
    }
