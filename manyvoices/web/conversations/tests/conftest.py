"""The stage: a fake network in the place of every network, and a worker that stands in the test's transaction."""

from manyvoices.publishing.tests.conftest import stage

__all__ = ["stage"]
