"""Rows written many at once, on both databases: as they are, or not at all."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from manyvoices.core.ids import new_id
from manyvoices.core.inserting import FEW, insert_each
from manyvoices.core.models import AuditRow

AT = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)
# What a format of lines and columns could take for its own signs.
ODD = (
    "",
    "\\N",
    "a\tb\nc\r\nd",
    "back\\slash \\. \\x41",
    "'quoted' \"twice\" %s",
    "Grüße 🚆 \u202eשלום",
    "\x7f",
)


def rows(count: int) -> list[AuditRow]:
    return [
        AuditRow(
            id=new_id(),
            at=AT,
            actor_id=None if number % 2 else -(2**63),
            verb="written",
            target_type="row",
            target_id=number,
            because=ODD[number % len(ODD)],
            details={"odd": ODD[number % len(ODD)], "null": None, "list": [1, 2.5, True]},
        )
        for number in range(count)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, FEW, FEW + 1, 300])
def test_what_is_written_is_what_was_said(count: int) -> None:
    written = rows(count)
    insert_each(written)
    found = list(AuditRow.objects.filter(verb="written").order_by("target_id"))
    fields = [field.attname for field in AuditRow._meta.concrete_fields]
    assert [[getattr(row, name) for name in fields] for row in found] == [
        [getattr(row, name) for name in fields] for row in written
    ]
    assert not any(row._state.adding for row in written)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [FEW, 50])
def test_one_that_stands_already_keeps_all_of_them_out(count: int) -> None:
    first = rows(1)
    insert_each(first)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_each([*rows(count), *first])
    assert AuditRow.objects.filter(verb="written").count() == 1


@pytest.mark.django_db
def test_none_are_no_statement(django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        insert_each([])
