from manyvoices.federation.mentions import known
from manyvoices.federation.tests.neighbours import stranger, with_key
from manyvoices.people.models import Brand
from manyvoices.voices.models import Voice
from tests.cast import Cast


def test_our_voices_and_people_we_have_met_are_known(cast: Cast) -> None:
    with_key(cast.bo_voice)
    stranger("Lena")
    bo = f"https://voices.example/actors/{cast.bo_voice.pk}"
    assert known(
        "@bo and @Bo@voices.example and @lena@far.example, but not @nobody or @x@elsewhere.example"
    ) == {
        "bo": bo,
        "Bo@voices.example": bo,
        "lena@far.example": "https://far.example/users/Lena",
    }


def test_a_namesake_elsewhere_is_not_ours(cast: Cast) -> None:
    with_key(cast.bo_voice)
    assert known("@bo@far.example") == {}


def test_on_the_domain_of_a_brand_its_voices_alone_are_known(cast: Cast) -> None:
    other = Brand.objects.create(name="Nordbahn", handle_domain="nordbahn.example")
    Brand.objects.filter(pk=cast.brand.pk).update(handle_domain="northlight.example")
    bo = f"https://voices.example/actors/{with_key(cast.bo_voice).pk}"
    said = "@bo@northlight.example, not @bo@nordbahn.example"
    assert known(said) == {"bo@northlight.example": bo}
    Voice.objects.filter(pk=cast.bo_voice.pk).update(brand=other)
    assert known(said) == {"bo@nordbahn.example": bo}


def test_a_text_without_handles_asks_nothing(cast: Cast) -> None:
    assert known("nothing here") == {}
