"""The slots of a domain app: what each file may and may not do (ARCHITECTURE.md, "Rooms")."""

import ast

from tests.house.source import Source, product

DOMAINS = {
    "media",
    "people",
    "notifications",
    "voices",
    "pauses",
    "federation",
    "publishing",
    "conversations",
}
OUTSIDE = {"aiohttp", "socket", "asyncio", "urllib.request", "smtplib"}


def slot(source: Source) -> str:
    """The slot of a file of a domain app, or ""."""
    parts = source.path.removesuffix(".py").split("/")
    return parts[2] if source.app in DOMAINS and len(parts) > 2 and not source.is_test else ""


def test_an_action_file_holds_one_public_function_named_like_it() -> None:
    """`actions/<verb_noun>.py`: the neighbour is the tutorial."""
    odd = [source.path for source in product() if slot(source) == "actions" and not is_one_action(source)]
    assert not odd


def test_actions_take_their_actor_by_keyword() -> None:
    """Keyword arguments, the actor first where there is one."""
    odd = [
        source.path
        for source in product()
        if slot(source) == "actions"
        for function in public_functions(source)
        if function.args.args
    ]
    assert not odd


def test_nothing_leaves_from_models_actions_or_queries() -> None:
    """Network I/O belongs to `work` and to adapters."""
    leaving = [
        f"{source.path}: {name}"
        for source in product()
        if slot(source) in {"models", "actions", "queries", "permissions"}
        for name in imports(source)
        if name in OUTSIDE or name.startswith("manyvoices.core.http")
    ]
    assert not leaving


def test_queries_do_not_write() -> None:
    """A read-only question has no writing call."""
    writing = {"create", "bulk_create", "bulk_update", "delete", "get_or_create", "update_or_create", "save"}
    found = [
        f"{source.path}:{node.lineno}"
        for source in product()
        if slot(source) == "queries"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writing
    ]
    assert not found


def test_public_things_say_what_they_are() -> None:
    """Modules, public classes and public functions have a docstring."""
    silent = [
        f"{source.path}: {name}"
        for source in product()
        if not source.is_test
        for name in without_docstring(source)
    ]
    assert not silent, "\n".join(silent)


def test_imports_stand_at_the_top() -> None:
    """Inside a function only in AppConfig.ready and before django.setup()."""
    late = [
        f"{source.path}:{node.lineno}"
        for source in product()
        if source.app not in {"shell", "serve", "bench"} and not source.is_test
        for function in ast.walk(source.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not late


def is_one_action(source: Source) -> bool:
    """Whether the file is a package marker or holds exactly the public function of its name."""
    name = source.path.split("/")[-1].removesuffix(".py")
    return name == "__init__" or [function.name for function in public_functions(source)] == [name]


def public_functions(source: Source) -> list[ast.FunctionDef]:
    """Functions at the top of the file without a leading underscore."""
    return [
        node
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def imports(source: Source) -> list[str]:
    """Dotted names that the file imports."""
    names = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return names


def without_docstring(source: Source) -> list[str]:
    """The module, public classes and public top-level functions that have none."""
    nodes: list[ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef] = [source.tree]
    nodes += [
        node
        for node in source.tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    ]
    return [
        getattr(node, "name", "module")
        for node in nodes
        if ast.get_docstring(node) is None and not (isinstance(node, ast.Module) and not node.body)
    ]
