"""Django in a process of these tests: set up on the data folder that its parent chose, with short times."""

import os

import django

from manyvoices import wiring

PATIENCE = 120.0  # seconds until a test gives up on something that must happen


def open_ground() -> None:
    """Sets Django up and puts the quick practice network in the place of the ordinary one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    wiring.NETWORKS = {**wiring.NETWORKS, "sandbox": "tests.ground.networks.make"}
