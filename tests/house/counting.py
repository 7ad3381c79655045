"""How long code is: lines that hold code, without blank lines, comments and docstrings."""

import ast
import io
import tokenize

from tests.house.source import parsed

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_SILENT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def code_lines(text: str) -> set[int]:
    """The numbers of the lines of `text` that hold code."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _SILENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - _docstring_lines(parsed(text))


def length(node: Definition, lines: set[int]) -> int:
    """How many of `lines` belong to a function or class."""
    return len(lines & set(range(node.lineno, (node.end_lineno or node.lineno) + 1)))


def _docstring_lines(tree: ast.Module) -> set[int]:
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                found.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return found
