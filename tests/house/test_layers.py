"""The walls: imports by layer, foreign keys downwards, foreign rows through their own actions."""

import ast
import subprocess
import sys
import tomllib

from django.apps import apps
from django.db import models

from tests.house.source import ROOT, Source, product

OURS = "manyvoices."
# In an empty database, once: the demo's package says why and how it is checked; a bench throws its database away.
MAKING = ("manyvoices/demo/making/", "manyvoices/bench/")
CONTENT = {
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "delete",
    "get_or_create",
    "update_or_create",
    "save",
}


def layers() -> list[list[str]]:
    """The layers of pyproject.toml, the highest first; siblings share a row."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rows = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[name.strip() for name in row.split("|")] for row in rows]


def height(app: str) -> int:
    """How high an app stands; greater is higher."""
    for place, row in enumerate(reversed(layers())):
        if app in row:
            return place
    raise AssertionError(f"{app} is in no layer of pyproject.toml")


def test_imports_follow_the_layers() -> None:
    """import-linter, as `./run lint` runs it."""
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_app_has_a_layer() -> None:
    """A new folder has to say where it stands."""
    folders = {path.parent.name for path in (ROOT / "manyvoices").glob("*/__init__.py")}
    named = {name for row in layers() for name in row}
    assert folders <= named


def test_foreign_keys_point_down() -> None:
    """A row may know rows of its own app and of lower ones, never of higher ones or of siblings."""
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and not points_down(model, field.related_model)
    ]
    assert not upward


def test_an_upward_key_is_seen() -> None:
    """The broken twin: a person that knew its posts would be refused."""
    person, post = apps.get_model("people.Person"), apps.get_model("publishing.Post")
    assert points_down(post, person)
    assert not points_down(person, post)


def test_no_app_writes_rows_of_another() -> None:
    """A higher app changes a lower one's rows only by calling its action; the cast, the demo's making and a bench may write."""
    ours = [source for source in product() if not source.is_test and not source.path.startswith(MAKING)]
    written = [line for source in ours for line in foreign_writes(source)]
    assert not written, "\n".join(written)


def test_a_foreign_write_is_seen() -> None:
    """The broken twin: publishing that rests a voice by itself would be refused."""
    text = "from manyvoices.voices.models import Voice\nVoice.objects.filter(pk=1).update(name='x')\n"
    assert foreign_writes(Source("manyvoices/publishing/bad.py", text, ast.parse(text)))
    assert not foreign_writes(Source("manyvoices/voices/good.py", text, ast.parse(text)))


def test_surfaces_have_no_tables() -> None:
    """Pages, documents, the shell and the bench call actions; they keep nothing themselves."""
    surfaces = {"web", "activitypub", "shell", "bench", "serve"}
    assert not [model._meta.label for model in our_models() if model._meta.app_label in surfaces]


def our_models() -> list[type[models.Model]]:
    """Every table of ours, hidden ones between two others included."""
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith(OURS)]


def points_down(model: type[models.Model], other: type[models.Model]) -> bool:
    """Whether `model` may have a key to `other`."""
    if not other.__module__.startswith(OURS) or model._meta.app_label == other._meta.app_label:
        return True
    return height(model._meta.app_label) > height(other._meta.app_label)


def foreign_writes(source: Source) -> list[str]:
    """Lines that call a writing method on a class imported from another app's `models`."""
    foreign = imported_models(source)
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CONTENT:
            root: ast.expr = node.func.value
            while isinstance(root, ast.Attribute | ast.Call):
                root = root.value if isinstance(root, ast.Attribute) else root.func
            if isinstance(root, ast.Name) and root.id in foreign:
                found.append(f"{source.path}:{node.lineno}: {root.id}….{node.func.attr}")
    return found


def imported_models(source: Source) -> set[str]:
    """Names that `source` imports from the models of another app."""
    return {
        alias.asname or alias.name
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(OURS)
        if ".models" in node.module and node.module.split(".")[1] != source.app
        for alias in node.names
    }
