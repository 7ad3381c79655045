"""Brands: their words, their logo, and the domain on which their voices are found."""

import pytest
from PIL import Image

from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.pictures import prepare
from manyvoices.media.tests.files import picture_file
from manyvoices.people.actions.change_brand import change_brand
from manyvoices.people.actions.freeze_handle_domain import freeze_handle_domain
from manyvoices.people.actions.make_brand import make_brand
from manyvoices.people.actions.set_brand_logo import set_brand_logo
from manyvoices.people.actions.set_handle_domain import set_handle_domain
from manyvoices.people.brand_words import BrandWords
from manyvoices.people.handle_domains import for_reading, read_domain
from manyvoices.people.models import Brand
from manyvoices.voices.models import Channel
from tests.cast import Cast


def said(verb: str) -> int:
    return AuditRow.objects.filter(verb=verb).count()


def test_a_brand_has_words_of_its_own_written_once(cast: Cast) -> None:
    brand = make_brand(
        actor=cast.ada, name=" Nordbahn ", colour="#AA0000", website="https://nordbahn.example"
    )
    words: BrandWords = {
        "imprint": " Nordbahn GmbH\nGleis 1 ",
        "language": "en",
        "languages": ["nb", "de", "de"],
        "time_zone": "Europe/Berlin",
    }
    for _twice in range(2):
        change_brand(actor=cast.ada, brand=brand, **words)
    kept = Brand.objects.get(pk=brand.pk)
    assert (kept.name, kept.colour, kept.imprint) == ("Nordbahn", "#aa0000", "Nordbahn GmbH\nGleis 1")
    assert (kept.languages, kept.time_zone) == (["de", "nb"], "Europe/Berlin")
    assert said("change_brand") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "Northlight"},
        {"colour": "red; }"},
        {"website": "javascript:alert(1)"},
        {"website": "ftp://nordbahn.example"},
        {"language": "xx"},
        {"languages": ["de", "<b>"]},
        {"time_zone": "Mars/Base"},
        {"time_zone": ""},
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field(cast: Cast, wrong: BrandWords) -> None:
    brand = make_brand(actor=cast.ada, name="Nordbahn", colour="#aa0000")
    with pytest.raises(Invalid) as refused:
        change_brand(actor=cast.ada, brand=brand, **wrong)
    assert refused.value.fields.keys() == wrong.keys()
    assert said("change_brand") == 0


def test_a_logo_is_set_once_and_taken_away(cast: Cast) -> None:
    logo = keep_picture(actor=cast.ada, picture=prepare(picture_file(Image.new("RGB", (30, 20)), "PNG")))
    for picture in (logo, logo, None, None):
        set_brand_logo(actor=cast.ada, brand=cast.brand, logo=picture)
    assert said("set_brand_logo") == 2
    assert Brand.objects.get(pk=cast.brand.pk).logo is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" Nordbahn.Example. ", "nordbahn.example"),
        ("übergang.example", "xn--bergang-m2a.example"),
        ("straße.example", "xn--strae-oqa.example"),
    ],
)
def test_a_domain_has_one_spelling(typed: str, kept: str) -> None:
    assert read_domain(typed) == kept
    assert read_domain(for_reading(kept)) == kept


@pytest.mark.parametrize(
    "typed",
    ["https://a.example", "a.example/x", "a.example:8000", "a@b.example", "localhost", "192.0.2.7", "::1", "a b.c",
     "-a.example", "voices.example", "VOICES.example.", "a..example", "x" * 64 + ".example", "evil\u2024example"],
)  # fmt: skip
def test_what_is_no_domain_of_a_brand_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_domain(typed)
    assert refused.value.fields.keys() == {"domain"}


def test_a_domain_is_set_once_and_the_channels_follow(cast: Cast) -> None:
    for _twice in range(2):
        set_handle_domain(actor=cast.ada, brand=cast.brand, domain="Northlight.example")
    assert said("set_handle_domain") == 1
    native = Channel.objects.filter(network="native")
    assert set(native.values_list("address", flat=True)) == {
        "northlight@northlight.example",
        "ada@northlight.example",
        "bo@northlight.example",
    }
    set_handle_domain(actor=cast.ada, brand=cast.brand, domain="")
    assert native.filter(address="bo@voices.example").exists()


def test_one_domain_belongs_to_one_brand(cast: Cast) -> None:
    set_handle_domain(actor=cast.ada, brand=cast.brand, domain="northlight.example")
    other = make_brand(actor=cast.ada, name="Nordbahn", colour="#aa0000")
    with pytest.raises(Invalid):
        set_handle_domain(actor=cast.ada, brand=other, domain="northlight.example")
    for who in (cast.bo, cast.eve):
        with pytest.raises(Refused):
            set_handle_domain(actor=who, brand=cast.brand, domain="")


def test_a_frozen_domain_stays(cast: Cast) -> None:
    set_handle_domain(actor=cast.ada, brand=cast.brand, domain="northlight.example")
    assert freeze_handle_domain(brand_id=cast.brand.pk)
    assert not freeze_handle_domain(brand_id=cast.brand.pk)
    set_handle_domain(actor=cast.ada, brand=cast.brand, domain="northlight.example")
    for other in ("", "nordbahn.example"):
        with pytest.raises(Conflict) as refused:
            set_handle_domain(actor=cast.ada, brand=cast.brand, domain=other)
        assert "Northlight" in str(refused.value)
    assert Brand.objects.get(pk=cast.brand.pk).handle_domain == "northlight.example"
