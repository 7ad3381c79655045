"""Whose name a request may be sent to."""

import pytest

from manyvoices.serve.hosts import is_ours, names_of

NAMES = names_of("https://voices.example:8443", "")


@pytest.mark.parametrize(
    "host",
    ["voices.example", "VOICES.example:8443", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "192.0.2.7"],
)
def test_our_names_and_plain_numbers_are_answered(host: str) -> None:
    assert is_ours(host, "/", NAMES)


@pytest.mark.parametrize(
    "host", ["evil.example", "", "voices.example.evil.example", "[broken", "a@evil.example"]
)
def test_other_names_are_refused(host: str) -> None:
    assert not is_ours(host, "/", NAMES)


def test_discovery_and_probes_are_answered_under_any_name() -> None:
    assert is_ours("brand.example", "/.well-known/webfinger", NAMES)
    assert is_ours("10-0-0-1.pod", "/healthz", NAMES)
