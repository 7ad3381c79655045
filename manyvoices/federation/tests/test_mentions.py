from manyvoices.federation.mentions import known
from manyvoices.federation.tests.neighbours import stranger, with_key
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


def test_a_text_without_handles_asks_nothing(cast: Cast) -> None:
    assert known("nothing here") == {}
