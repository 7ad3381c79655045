"""Files, functions and classes stay small enough to read (ARCHITECTURE.md, "Budgets")."""

import ast

import pytest

from tests.house.counting import code_lines, length
from tests.house.source import Source, everything

FILE, TEST_FILE, FUNCTION, CLASS = 200, 300, 40, 150
LITERAL_TABLES = {"manyvoices/settings.py", "manyvoices/core/markup/tests/payloads.py"}
FORBIDDEN_NAMES = {"utils", "helpers", "services", "manager", "managers", "common", "misc"}


def test_files_functions_and_classes_are_within_their_budgets() -> None:
    """Every file of the product and of the tests."""
    over = [line for source in everything() for line in too_long(source)]
    assert not over, "\n".join(over)


def test_no_file_has_a_name_that_says_nothing() -> None:
    """A line of code should know its room."""
    nameless = [source.path for source in everything() if FORBIDDEN_NAMES & set(source.path[:-3].split("/"))]
    assert not nameless


def test_the_budget_can_be_exceeded() -> None:
    """The broken twin: a file that is too long is reported, with its function and class."""
    body = "".join(f"    x = {number}\n" for number in range(151))
    text = f"class Long:\n{body}\n\ndef long():\n{body}\n"
    said = too_long(Source("manyvoices/core/long.py", text, ast.parse(text)))
    assert len(said) == 3


@pytest.mark.parametrize("quiet", ['"""A\nlong\nword."""\n', "# only\n# words\n", "\n\n\n"])
def test_words_are_free(quiet: str) -> None:
    """Docstrings, comments and blank lines do not count."""
    assert code_lines(quiet + "x = 1\n") == {quiet.count("\n") + 1}


def too_long(source: Source) -> list[str]:
    """What of `source` is over its budget, one sentence each."""
    if source.path in LITERAL_TABLES:
        return []
    lines = code_lines(source.text)
    most = TEST_FILE if source.is_test or source.path.startswith("tests/") else FILE
    said = [f"{source.path}: {len(lines)} lines, at most {most}"] if len(lines) > most else []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            budget = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
            if length(node, lines) > budget:
                said.append(f"{source.path}: {node.name} has {length(node, lines)} lines, at most {budget}")
    return said
