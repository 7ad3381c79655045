"""What every test stands on: the cast, a clean cache, and no way out of this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings

from manyvoices.core import clock, ids
from manyvoices.core.http.tests import no_outside
from tests.cast import Cast, make_cast

no_outside.install()


@pytest.fixture(autouse=True)
def _own_ground(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Cheap passwords, pictures in a folder of the test's own, nothing remembered from the test before."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media", "base_url": "/media/"},
        },
    }
    cache.clear()
    # The test before may have travelled in time, and made ids of then.
    clock.steadiness = clock.Steadiness()
    ids._last = 0
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Ada, Bo, Cleo, Dan and Eve in the organisation Northlight, each with the rights DESIGN 13 gives them."""
    return make_cast()
