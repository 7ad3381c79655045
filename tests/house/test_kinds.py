"""Whatever a person is told is of a kind that says whether it is mailed."""

import ast

from manyvoices.notifications.kinds import KINDS
from tests.house.source import product

TELLS = {"tell", "tell_person"}


def kinds_of(tree: ast.AST) -> set[str]:
    """The kinds that calls of `tell` and `tell_person` name."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        word.value.value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in TELLS
        for word in call.keywords
        if word.arg == "kind" and isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)
    }


def test_every_kind_stands_in_the_table() -> None:
    """A kind nobody wrote down would be mailed to nobody, without a word."""
    told = {source.path: kinds_of(source.tree) for source in product() if not source.is_test}
    assert set().union(*told.values())
    missing = {path: kinds - KINDS.keys() for path, kinds in told.items() if kinds - KINDS.keys()}
    assert not missing, "add them to manyvoices/notifications/kinds.py"


def test_a_kind_is_seen() -> None:
    """The broken twin: a name that is in no table is found."""
    assert kinds_of(ast.parse("tell_person(person=p, kind='odd')")) == {"odd"}
