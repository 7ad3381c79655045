"""Icons are drawn as their library draws them, and once."""

import pytest
from django.template import Context, Template
from django.template.base import TextNode
from heroicons import IconDoesNotExist
from heroicons.templatetags import heroicons

DRAWN = heroicons.heroicon_mini("inbox", size=12, aria_hidden="true")


def template(tag: str) -> Template:
    return Template("{% load heroicons %}" + tag)


def test_one_that_stands_complete_in_a_template_is_markup_from_then_on() -> None:
    made = template('{% heroicon_mini "inbox" size=12 aria_hidden="true" %}')
    assert made.render(Context()) == DRAWN
    assert isinstance(made.nodelist[-1], TextNode)


def test_one_that_is_known_only_later_is_drawn_when_it_is_known() -> None:
    made = template("{% heroicon_mini name size=12 aria_hidden=hidden|lower %}")
    assert made.render(Context({"name": "inbox", "hidden": "TRUE"})) == DRAWN
    assert "<svg" in made.render(Context({"name": "user", "hidden": '"><b>'}))
    assert "<b>" not in made.render(Context({"name": "user", "hidden": '"><b>'}))


def test_one_kept_under_a_name_is_still_kept() -> None:
    made = template('{% heroicon_mini "inbox" size=12 aria_hidden="true" as drawn %}[{{ drawn }}]')
    assert made.render(Context()) == f"[{DRAWN}]"


def test_one_that_does_not_exist_is_found_when_the_template_is_read() -> None:
    with pytest.raises(IconDoesNotExist):
        template('{% heroicon_mini "no-such-icon" %}')
