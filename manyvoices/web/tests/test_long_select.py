"""A long select says what Django's says."""

import re

import pytest
from django import forms

from manyvoices.web.long_select import LongSelect, LongSelectMultiple

CHOICES = [("", "Any"), (1, "<One> & 'two'"), ("b", 'B "b"')]


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", html)).strip()


@pytest.mark.parametrize("value", [None, "", "1", 1, "b", "gone", ["1", "b"]])
@pytest.mark.parametrize("attrs", [{}, {"id": "x", "required": True, "disabled": False, "title": '"<'}])
def test_it_is_the_same_element(value: object, attrs: dict[str, object]) -> None:
    pairs = ((LongSelect, forms.Select), (LongSelectMultiple, forms.SelectMultiple))
    for ours, djangos in pairs[isinstance(value, list) :]:
        mine, theirs = (
            kind(attrs={"size": 6}, choices=CHOICES).render("n", value, attrs) for kind in (ours, djangos)
        )
        assert options(mine) == options(theirs)
        assert attributes(mine) == attributes(theirs)


def options(html: str) -> list[str]:
    return re.findall(r"<option.*?</option>", plain(html))


def attributes(html: str) -> set[str]:
    return set(re.findall(r'[a-z]+(?:="[^"]*")?', plain(html)[len("<select") : plain(html).index(">")]))
