"""Every place in the code from which a post can come to leave, found by reading the code.

An entry is a file of the product that makes deliveries, writes a state to one from which or by which it leaves, or
calls the release of a post. Pages and commands are none: they can only call actions.
"""

import ast
from collections.abc import Iterator

from tests.house.source import Source, product

# Surfaces have no tables (ARCHITECTURE.md, "Layers"); the demo and the benches stand on data folders of their own.
NOT_ENTRIES = {"web", "shell", "serve", "activitypub", "demo", "bench"}
LEAVING = {"QUEUED", "UNKNOWN", "SENDING", "SENT", "HANDED"}
READING = {"filter", "exclude", "Q", "get", "When", "Exists"}
MAKING = {"create", "bulk_create", "get_or_create", "update_or_create"}
RELEASING = {"release_post", "queue_post", "release_paused", "let_leave"}


def entries() -> dict[str, set[str]]:
    """File -> why it is an entry."""
    found: dict[str, set[str]] = {}
    for source in product():
        reasons = set(reasons_of(source))
        if reasons:
            found[source.path] = reasons
    return found


def reasons_of(source: Source) -> Iterator[str]:
    """What makes the file an entry; nothing for most files."""
    if source.is_test or source.app in NOT_ENTRIES or "/models/" in source.path:
        return
    reads = {
        id(inside) for call in calls(source.tree) if name_of(call) in READING for inside in ast.walk(call)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield from _made_or_released(node)
        if isinstance(node, ast.keyword) and node.arg == "state" and id(node) not in reads:
            yield from _written(node.value)
        if isinstance(node, ast.Dict):
            yield from (why for key, value in pairs(node) if is_state(key) for why in _written(value))


def calls_of(attribute: str, *, on: str = "") -> set[str]:
    """Files of the product in which a method of this name is called, optionally on a name that is called `on`."""
    return {
        source.path
        for source in product()
        if not source.is_test and source.app not in {"demo", "bench"}
        for call in calls(source.tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == attribute
        and (not on or (isinstance(call.func.value, ast.Name) and call.func.value.id == on))
    }


def callers_of(function: str) -> set[str]:
    """Files of the product in which a function of this name is called or handed on, its own file left out."""
    return {
        source.path
        for source in product()
        if not source.is_test and source.app not in {"demo", "bench"}
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Name) and node.id == function and isinstance(node.ctx, ast.Load)
    }


def _made_or_released(call: ast.Call) -> Iterator[str]:
    called = call.func
    if isinstance(called, ast.Name) and called.id == "Delivery":
        yield "makes a delivery"
    if isinstance(called, ast.Name) and called.id in RELEASING:
        yield f"calls {called.id}"
    if (
        isinstance(called, ast.Attribute)
        and called.attr in MAKING
        and "Delivery.objects" in ast.unparse(called)
    ):
        yield "makes a delivery"


def _written(value: ast.expr) -> Iterator[str]:
    for part in ast.walk(value):
        if isinstance(part, ast.Attribute) and part.attr in LEAVING and ast.unparse(part.value) == "State":
            yield f"writes {part.attr.lower()}"


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in the tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    """The last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def pairs(node: ast.Dict) -> Iterator[tuple[ast.expr | None, ast.expr]]:
    """Keys and values."""
    return zip(node.keys, node.values, strict=True)


def is_state(key: ast.expr | None) -> bool:
    """Whether a key of a dict is "state"."""
    return isinstance(key, ast.Constant) and key.value == "state"
