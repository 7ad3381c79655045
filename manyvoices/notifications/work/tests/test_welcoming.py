"""Whoever came by a file with the wish gets one letter, and nobody else does."""

import pytest
from django.urls import reverse

from manyvoices.notifications.models import Letter
from manyvoices.notifications.tests.posting import set_up
from manyvoices.notifications.work.welcoming import welcome_imported
from manyvoices.people.actions.confirm_people_import import confirm_people_import
from manyvoices.people.models import Person
from manyvoices.people.work.tests.importing import csv_of, start, work
from tests.cast import Cast

FILE = csv_of(
    "name,email,number,invite",
    "Fay,fay@x.example,,Ja",
    "Gus,gus@x.example,,no",
    "Hal,hal@x.example,,",
    ",bo@northlight.example,B-1,yes",
)


def brought(cast: Cast, *, send_letters: bool = True) -> None:
    one = start(cast.ada, cast.operations, FILE)
    assert not welcome_imported()
    confirm_people_import(actor=cast.ada, people_import=one, send_letters=send_letters)
    assert not welcome_imported()
    work(one)


def test_one_letter_to_whoever_is_new_and_invited(cast: Cast) -> None:
    set_up()
    brought(cast)
    assert [welcome_imported() for _ in range(2)] == [1, 0]
    letter = Letter.objects.get()
    assert (letter.to, letter.person) == ("fay@x.example", Person.objects.get(name="Fay"))
    assert "Ada made an account for you at Northlight" in letter.text
    assert reverse("forgotten") in letter.text


@pytest.mark.parametrize("case", ["not asked", "no mail server", "left"])
def test_nobody_is_written_to_otherwise(cast: Cast, case: str) -> None:
    if case != "no mail server":
        set_up()
    brought(cast, send_letters=case != "not asked")
    if case == "left":
        Person.objects.filter(name="Fay").update(is_active=False)
    assert not welcome_imported()
    assert not Letter.objects.exists()
