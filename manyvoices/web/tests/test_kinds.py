"""What a message is is said in the reader's language."""

import pytest
from django.template import Context, Template
from django.utils import translation

from manyvoices.conversations.models import Kind

SAYS = Template("{% load kinds %}{{ kind|kind_word }}")


@pytest.mark.parametrize(("language", "word"), [("en", "Complaint"), ("de", "Beschwerde")])
def test_a_kind_is_said_in_the_language_in_force(language: str, word: str) -> None:
    with translation.override(language):
        assert SAYS.render(Context({"kind": "complaint"})) == word


def test_every_kind_has_its_word() -> None:
    with translation.override("en"):
        assert [SAYS.render(Context({"kind": kind})) for kind in Kind.values] == [
            str(word) for word in Kind.labels
        ]
