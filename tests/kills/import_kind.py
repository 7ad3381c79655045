"""The product's imports for `tests.ground.worker`, which hands its Timing to whatever it makes."""

from manyvoices.people.work.imports import PeopleImports


def make(_timing: object) -> PeopleImports:
    """The kind, as it is."""
    return PeopleImports()
