"""How many voices stand in units: asked by those who move and close them (`wiring.IN_UNITS`)."""

from collections.abc import Collection

from django.db.models import Count, Q

from manyvoices.voices.models import Voice


def own_voices_in(unit_ids: Collection[int]) -> dict[int, int]:
    """Open voices of people by unit."""
    return _open(unit_ids, ~Q(person=None))


def shared_voices_in(unit_ids: Collection[int]) -> dict[int, int]:
    """Open voices of groups, departments and brands by unit."""
    return _open(unit_ids, Q(person=None))


def _open(unit_ids: Collection[int], whose: Q) -> dict[int, int]:
    rows = Voice.objects.filter(whose, closed_at=None, unit_id__in=unit_ids).values_list("unit_id")
    return dict(rows.annotate(Count("id")).order_by())


def voices_of_brands(brand_ids: Collection[int]) -> dict[int, int]:
    """Open voices by brand."""
    rows = Voice.objects.filter(closed_at=None, brand_id__in=brand_ids).values_list("brand_id")
    return dict(rows.annotate(Count("id")).order_by())
