"""`migrate`, which makes the tables of an empty database at once."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from manyvoices.core.new_tables import is_empty, make_tables

# Whoever asks for something else than everything gets it step by step.
SPECIAL = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(migrate.Command):
    """Django's own, for everything but the first time."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the database up to date. An empty one gets its tables first, so that no step is left for it."""
        connection = connections[options["database"]]
        if not any(options.get(name) for name in SPECIAL) and is_empty(connection):
            make_tables(connection)
        super().handle(*args, **options)
