"""Whether the tables of a backup are those that its version makes."""

import pytest
from django.conf import settings
from django.db import connection

from manyvoices.core.backups import Manifest, postgresql
from manyvoices.shell.staging import fit

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not settings.CONFIG.database_url, reason="set MANYVOICES_TEST_DATABASE_URL"),
    pytest.mark.django_db,
]


def saved(columns: dict[str, list[str]]) -> Manifest:
    """What a backup with these tables says of itself."""
    return Manifest.model_construct(columns=columns)


# promise C5
def test_tables_made_step_by_step_fit_those_made_at_once() -> None:
    """Only the order of their columns differs."""
    with connection.cursor() as cursor:
        here = postgresql.columns(cursor)
        assert fit(cursor, saved({table: names[::-1] for table, names in here.items()}))


def test_a_column_or_a_table_too_few_or_too_many_does_not_fit() -> None:
    with connection.cursor() as cursor:
        here = postgresql.columns(cursor)
        (first, names), *others = here.items()
        assert not fit(cursor, saved({**here, first: names[1:]}))
        assert not fit(cursor, saved({**here, first: [*names, "more"]}))
        assert not fit(cursor, saved(dict(others)))
        assert not fit(cursor, saved({**here, "more": ["id"]}))
