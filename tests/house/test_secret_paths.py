"""A link that opens a door once stands in no log line."""

import logging
import re

import pytest
from django.test import Client
from django.urls import get_resolver

from manyvoices.core.secret_paths import PLACES

SECRET = re.compile(r"^(?P<place>[\w/-]+)/<str:(?:token|key)>")


def test_every_address_with_a_token_is_hidden() -> None:
    """Whoever adds one adds its place."""
    found = {match["place"] for path in _paths(get_resolver()) if (match := SECRET.match(path))}
    assert found == set(PLACES)


# promise J1
@pytest.mark.django_db
@pytest.mark.parametrize("place", PLACES)
def test_a_refused_link_is_logged_without_its_token(place: str) -> None:
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    kept, logger = Kept(), logging.getLogger("django.request")
    logger.addHandler(kept)
    logger.setLevel("WARNING")  # the product writes such lines only where a page failed
    try:
        Client().get(f"/{place}/token-canary")
        Client().post(f"/{place}/token-canary/more", {"x": "1"})
    finally:
        logger.removeHandler(kept)
        logger.setLevel("ERROR")
    assert lines
    assert "canary" not in "".join(lines)
    assert f"/{place}/…" in lines[0]


def _paths(resolver: object, before: str = "") -> list[str]:
    found = []
    for entry in getattr(resolver, "url_patterns", []):
        path = before + str(entry.pattern)
        found += _paths(entry, path) if hasattr(entry, "url_patterns") else [path]
    return found
