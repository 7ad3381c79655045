"""The tables of an empty database, made at once as the models say, instead of retracing every step since the beginning.

Retracing costs a processor tens of seconds at the first start, nearly all of it for models as they once were. What
migrations do beside tables (an index of words, say) is done as they do it. That both ways end alike is tested.
"""

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether no table stands in the database."""
    return not connection.introspection.table_names()


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Make every table, and write down that every migration was applied. All of it or nothing: one transaction."""
    loader = MigrationLoader(None)
    plan = [loader.graph.nodes[key] for key in _in_order(loader)]
    today = ProjectState()
    today.__dict__["apps"] = apps  # what a step sees as its models are those of today
    recorder = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        editor.create_model(recorder.Migration)
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for migration in plan:
            for operation in migration.operations:
                if isinstance(operation, RunPython | RunSQL):
                    operation.database_forwards(migration.app_label, editor, today, today)
        done = [recorder.Migration(app=one.app_label, name=one.name) for one in plan]
        recorder.Migration.objects.using(connection.alias).bulk_create(done)


def _in_order(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Every migration after those it builds on."""
    found: dict[tuple[str, str], None] = {}
    for leaf in loader.graph.leaf_nodes():
        found.update(dict.fromkeys(loader.graph.forwards_plan(leaf)))
    return list(found)
