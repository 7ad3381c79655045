import pytest
from django.test import Client

from manyvoices.federation.instance import ensure_instance_key, instance_key_id, instance_uri

pytestmark = [pytest.mark.django_db, pytest.mark.urls("manyvoices.activitypub.urls")]


def test_the_server_is_an_actor_from_its_first_question_on(client: Client) -> None:
    assert client.get("/actor").status_code == 404
    key = ensure_instance_key()
    said = client.get("/actor").json()
    assert (said["id"], said["type"], said["preferredUsername"]) == (
        instance_uri(),
        "Application",
        "voices.example",
    )
    assert said["publicKey"] == {
        "id": instance_key_id(),
        "owner": instance_uri(),
        "publicKeyPem": key.public,
    }
    assert "PRIVATE" not in str(said)
    assert ensure_instance_key().public == key.public


def test_it_is_found_by_the_name_of_our_host(client: Client) -> None:
    ensure_instance_key()
    for resource in ("acct:voices.example@voices.example", instance_uri()):
        said = client.get("/.well-known/webfinger", {"resource": resource}).json()
        assert said["subject"] == "acct:voices.example@voices.example"
        assert said["links"][0]["href"] == instance_uri()
    assert (
        client.get("/.well-known/webfinger", {"resource": "acct:voices.example@far.example"}).status_code
        == 404
    )
