from typing import Any
from urllib.parse import quote

import pytest
from pytest_django import Settings

from manyvoices.activitypub.tests.test_actor import HERE, get
from manyvoices.core import clock
from manyvoices.federation.tests.neighbours import local_config, with_key
from manyvoices.people.models import Brand
from manyvoices.voices.models import Voice
from tests.cast import Cast


def ask(resource: str) -> Any:
    return get(f"/.well-known/webfinger?resource={quote(resource)}", "application/jrd+json")


def found(resource: str) -> str | None:
    answer = ask(resource)
    return answer.json()["subject"] if answer.status_code == 200 else None


# promise G11
@pytest.mark.parametrize(
    "resource",
    [
        "acct:bo@voices.example",
        "acct:Bo@Voices.Example",
        "acct:@bo@voices.example",
        "acct:bo@voices.example.",
        "acct:bo@voices.example:443",
        "bo@voices.example",
        "@bo@voices.example",
        "ACCT:bo@voices.example",
        f"{HERE}/@bo",
    ],
)
def test_one_voice_however_it_is_written(cast: Cast, resource: str) -> None:
    with_key(cast.bo_voice)
    assert found(resource) == "acct:bo@voices.example"


def test_the_id_of_an_actor_is_found_too(cast: Cast) -> None:
    voice = with_key(cast.bo_voice)
    answer = ask(f"{HERE}/actors/{voice.pk}")
    assert answer["Content-Type"] == "application/jrd+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["links"][0]["href"] == f"{HERE}/actors/{voice.pk}"


# promise G11
@pytest.mark.parametrize(
    "resource",
    [
        "acct:bo@other.example",
        "acct:bo@voices.example@voices.example",
        "acct:nobody@voices.example",
        "acct:bo",
        "acct:bo@",
        "acct:bo@vоices.example",
        "acct:bo@voices.example:444",
        "acct:bo@voices.example/x",
        "acct:bo@x@voices.example",
        f"{HERE}/@bo/1",
        f"{HERE}/notes/1",
        "https://other.example/@bo",
    ],
)
def test_what_is_not_ours_is_not_found(cast: Cast, resource: str) -> None:
    with_key(cast.bo_voice)
    assert ask(resource).status_code == 404


@pytest.mark.parametrize("query", ["", "?resource=", "?resource=" + "x" * 600])
def test_a_question_without_a_name_is_refused(cast: Cast, query: str) -> None:
    assert get(f"/.well-known/webfinger{query}").status_code == 400


def test_a_brand_with_a_domain_of_its_own_is_found_there_as_well(cast: Cast) -> None:
    with_key(cast.brand_voice)
    Brand.objects.filter(pk=cast.brand.pk).update(handle_domain="northlight.example")
    here = "acct:northlight@northlight.example"
    assert found("acct:northlight@northlight.example") == here
    assert found("acct:NORTHLIGHT@NorthLight.example.:443") == here
    assert found("acct:northlight@voices.example") == here, "one voice has one address"
    ids = {link["href"] for link in ask(here).json()["links"]}
    assert ids == {f"{HERE}/actors/{cast.brand_voice.pk}", f"{HERE}/@northlight"}, "ids stay on the main host"
    assert found("acct:northlight@elsewhere.example") is None


# promise G11
def test_the_domain_of_a_brand_answers_for_its_own_voices_in_any_spelling(cast: Cast) -> None:
    other = Brand.objects.create(name="Übergang", handle_domain="xn--bergang-m2a.example")
    with_key(cast.bo_voice)
    assert found("acct:bo@übergang.example") is None
    Voice.objects.filter(pk=cast.bo_voice.pk).update(brand=other)
    for spelling in ("bo@übergang.example", "bo@ÜBERGANG.example", "bo@xn--bergang-m2a.example"):
        assert found(f"acct:{spelling}") == "acct:bo@xn--bergang-m2a.example"
    assert found("acct:bo@ubergang.example") is None
    assert found("acct:bo@xn--bergang-m2a.example:444") is None


def test_a_voice_that_is_closed_or_has_no_key_is_not_found(cast: Cast) -> None:
    assert found("acct:ada@voices.example") is None
    Voice.objects.filter(pk=with_key(cast.bo_voice).pk).update(closed_at=clock.now())
    assert found("acct:bo@voices.example") is None


def test_off_says_so(cast: Cast, settings: Settings) -> None:
    with_key(cast.bo_voice)
    settings.CONFIG = local_config()
    answer = ask("acct:bo@voices.example")
    assert answer.status_code == 404
    assert "Federation is off" in answer.content.decode()
