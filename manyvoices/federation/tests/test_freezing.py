import pytest
from pytest_django import Settings

from manyvoices.federation.freezing import check_host, freeze
from manyvoices.federation.models import FrozenHost
from manyvoices.federation.tests.neighbours import follow, local_config, say, stranger
from manyvoices.people.models import Brand
from tests.cast import Cast


@pytest.mark.django_db
def test_nothing_is_frozen_at_first() -> None:
    assert check_host() is None
    assert not FrozenHost.objects.exists()


@pytest.mark.django_db
def test_freezing_twice_keeps_the_first() -> None:
    freeze("first follow")
    freeze("another")
    assert FrozenHost.objects.get().because == "first follow"
    assert FrozenHost.objects.get().origin == "https://voices.example"
    assert check_host() is None


@pytest.mark.django_db
def test_another_address_refuses_to_start(settings: Settings) -> None:
    freeze("first follow")
    settings.CONFIG = settings.CONFIG.model_copy(update={"base_url": "https://other.example"})
    sentence = check_host()
    assert sentence is not None
    assert "https://other.example" in sentence
    assert "MANYVOICES_BASE_URL=https://voices.example" in sentence


@pytest.mark.django_db
def test_no_address_refuses_to_start_too(settings: Settings) -> None:
    freeze("first follow")
    settings.CONFIG = local_config()
    assert "not set" in str(check_host())


def test_the_first_dispatch_freezes(cast: Cast) -> None:
    say(cast.bo_voice, "1")
    assert not FrozenHost.objects.exists()
    follow(stranger(), cast.bo_voice)
    say(cast.bo_voice, "2")
    assert "Create" in FrozenHost.objects.get().because


def test_the_first_dispatch_freezes_the_domain_of_its_brand_alone(cast: Cast) -> None:
    other = Brand.objects.create(name="Nordbahn")
    say(cast.bo_voice, "1")
    assert Brand.objects.get(pk=cast.brand.pk).handle_domain_frozen_at is None
    follow(stranger(), cast.bo_voice)
    say(cast.bo_voice, "2")
    frozen_at = Brand.objects.get(pk=cast.brand.pk).handle_domain_frozen_at
    assert frozen_at is not None
    say(cast.bo_voice, "3")
    assert Brand.objects.get(pk=cast.brand.pk).handle_domain_frozen_at == frozen_at
    assert Brand.objects.get(pk=other.pk).handle_domain_frozen_at is None
