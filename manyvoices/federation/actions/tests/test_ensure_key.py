from pytest_django import Settings

from manyvoices.federation.actions.ensure_key import ensure_key
from manyvoices.federation.actors import actors, without_key
from manyvoices.federation.models import ActorKey
from manyvoices.federation.signatures.keys import load_private, load_public
from manyvoices.federation.tests.neighbours import local_config
from manyvoices.federation.work.keys import ensure_keys
from tests.cast import Cast


def test_a_voice_gets_one_key_pair(cast: Cast) -> None:
    key = ensure_key(voice=cast.bo_voice)
    assert load_private(key.private).public_key() == load_public(key.public)
    assert ensure_key(voice=cast.bo_voice).pk == key.pk
    assert ActorKey.objects.count() == 1


def test_the_chore_makes_the_missing_keys_and_then_nothing_more(cast: Cast) -> None:
    assert not actors().exists()
    ensure_keys()
    assert set(actors()) == {cast.bo_voice, cast.ada_voice, cast.brand_voice}
    made = set(ActorKey.objects.values_list("pk", flat=True))
    ensure_keys()
    assert set(ActorKey.objects.values_list("pk", flat=True)) == made
    assert not without_key().exists()


def test_no_keys_without_a_public_address(cast: Cast, settings: Settings) -> None:
    settings.CONFIG = local_config()
    ensure_keys()
    assert not ActorKey.objects.exists()
