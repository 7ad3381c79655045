"""Changes of the tree, one after another."""

from django.db.models import QuerySet

from manyvoices.people.models import Unit


def locked_tree() -> dict[int, int | None]:
    """Every unit with the one above it, held until the caller's transaction ends.

    The root's row is the lock: two moves that would each be right, and together a circle, wait for each other.
    SQLite needs no lock, a transaction there begins as the only writer.
    """
    root: QuerySet[Unit] = Unit.objects.select_for_update().filter(parent=None)
    list(root)
    return dict(Unit.objects.values_list("id", "parent_id"))
