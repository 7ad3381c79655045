"""Addresses, pages and ids of voices."""

import pytest
from pytest_django import Settings

from manyvoices.config import load
from manyvoices.people.models import Brand
from manyvoices.voices.addresses import actor_uri, address, page_url
from manyvoices.voices.models import Voice


@pytest.fixture
def voice() -> Voice:
    return Voice(id=42, handle="anna", brand=Brand(name="Northlight"))


def test_an_address_names_the_public_host(voice: Voice) -> None:
    assert address(voice) == "anna@voices.example"
    assert page_url(voice) == "https://voices.example/@anna"


def test_the_id_stays_when_the_handle_changes(voice: Voice) -> None:
    before = actor_uri(voice)
    voice.handle = "anna_lindqvist"
    assert actor_uri(voice) == before == "https://voices.example/actors/42"


def test_without_a_public_address_the_port_belongs_to_the_host(voice: Voice, settings: Settings) -> None:
    settings.CONFIG = load({"MANYVOICES_BIND": "127.0.0.1:8123"})
    assert address(voice) == "anna@localhost:8123"
    assert page_url(voice) == "http://localhost:8123/@anna"


def test_the_domain_of_the_brand_stands_in_the_address_and_nowhere_else(voice: Voice) -> None:
    voice.brand.handle_domain = "nordbahn.example"
    assert address(voice) == "anna@nordbahn.example"
    assert page_url(voice) == "https://voices.example/@anna"
    assert actor_uri(voice) == "https://voices.example/actors/42"
