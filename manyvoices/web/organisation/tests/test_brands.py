"""Brands through the front door."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from manyvoices.media.tests.files import picture_file
from manyvoices.people.actions.freeze_handle_domain import freeze_handle_domain
from manyvoices.people.models import Brand, Calendar
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast

WORDS = {
    "name": "Nordbahn",
    "colour": "#AA0000",
    "introduction": "Trains in the north.",
    "website": "https://nordbahn.example",
    "imprint": "Nordbahn GmbH, Gleis 1",
    "language": "sv",
    "languages": ["de", "nb"],
    "time_zone": "Europe/Berlin",
}


def test_a_brand_is_made_and_says_what_it_is(cast: Cast) -> None:
    client = signed_in(cast.ada)
    new = {"name": "Nordbahn", "colour": "#aa0000"}
    assert client.post("/organisation/brands", new).status_code == 302
    assert client.post("/organisation/brands", new).status_code == 422
    brand = Brand.objects.get(name="Nordbahn")
    here = f"/organisation/brands/{brand.pk}"
    logo = SimpleUploadedFile("logo.png", picture_file(Image.new("RGB", (60, 40), "red"), "PNG"))
    assert client.post(here, {**WORDS, "logo": logo}).status_code == 302
    brand.refresh_from_db()
    assert (brand.languages, brand.logo is not None) == (["de", "nb"], True)
    bad = SimpleUploadedFile("logo.png", b"no picture")
    refused = client.post(here, {**WORDS, "name": "Other", "logo": bad})
    assert (refused.status_code, refused.context["form"].errors.keys()) == (422, {"logo"})
    assert Brand.objects.get(pk=brand.pk).name == "Nordbahn", "nothing of a refused form is kept"
    assert client.get(here).status_code == 200
    assert client.post(f"{here}/hours", {"mon": "8-16", "time_zone": "Europe/Berlin"}).status_code == 302
    assert Calendar.objects.get().brand == brand


def test_the_imprint_of_a_brand_stands_behind_its_voices(cast: Cast) -> None:
    Brand.objects.filter(pk=cast.brand.pk).update(imprint="Northlight Trains AS")
    client = signed_in(cast.ada)
    assert f"/imprint/{cast.brand.pk}/" in client.get("/@bo").content.decode()
    assert "Northlight Trains AS" in client.get(f"/imprint/{cast.brand.pk}/").content.decode()
    assert "Northlight Trains AS" not in client.get("/imprint/").content.decode()
    assert client.get("/imprint/1/").status_code == 404


def test_the_domain_stands_in_the_addresses_until_it_freezes(cast: Cast) -> None:
    client, here = signed_in(cast.ada), f"/organisation/brands/{cast.brand.pk}"
    assert client.post(f"{here}/domain", {"domain": "https://x"}).status_code == 422
    assert client.post(f"{here}/domain", {"domain": "northlight.example"}).status_code == 302
    assert "@bo@northlight.example" in client.get("/@bo").content.decode()
    assert "/.well-known/webfinger?resource=acct:" in client.get(here).content.decode()
    freeze_handle_domain(brand_id=cast.brand.pk)
    refused = client.post(f"{here}/domain", {"domain": "other.example"})
    assert refused.status_code == 422
    assert "Other servers know the voices of Northlight" in refused.content.decode()
    assert Brand.objects.get(pk=cast.brand.pk).handle_domain == "northlight.example"


# promise I2
@pytest.mark.parametrize("name", ["bo", "dan", "eve"])
def test_brands_are_for_those_who_shape_the_organisation(cast: Cast, name: str) -> None:
    client, here = signed_in(getattr(cast, name)), f"/organisation/brands/{cast.brand.pk}"
    for path in ("/organisation/brands", here, f"{here}/hours"):
        assert {client.get(path).status_code, client.post(path, WORDS).status_code} == {403}
    assert client.post(f"{here}/domain", {"domain": "x.example"}).status_code == 403
    assert signed_in(cast.ada).get("/organisation/brands/1").status_code == 404
    assert Brand.objects.get().handle_domain == ""


def test_the_list_asks_as_often_for_one_as_for_many(cast: Cast) -> None:
    client = signed_in(cast.ada)
    before = queries_for(client, "/organisation/brands")
    Brand.objects.bulk_create(Brand(name=f"Brand {number}") for number in range(30))
    assert queries_for(client, "/organisation/brands") == before
