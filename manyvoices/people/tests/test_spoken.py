"""The languages people write and speak."""

import pytest

from manyvoices.core.refusals import Invalid
from manyvoices.people.spoken import check_language, check_languages, languages_to_choose, own_name


def test_every_language_offered_is_taken_and_called_as_it_calls_itself() -> None:
    offered = dict(languages_to_choose())
    assert len(offered) > 80
    assert [check_language(code) for code in offered] == list(offered)
    assert (offered["nb"], offered["ar"], own_name("de"), own_name("klingon")) == (
        "Norsk (bokmål)",
        "العربيّة",
        "Deutsch",
        "klingon",
    )
    assert check_languages(["nb", "de", "nb"]) == ["nb", "de"]


@pytest.mark.parametrize("code", ["", "xx", "klingon", "DE"])
def test_what_nobody_speaks_is_refused(code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_language(code)
    assert refused.value.fields.keys() == {"language"}
    with pytest.raises(Invalid):
        check_languages(["de", code])
