"""The line that discloses: as the country and the network expect it, and recorded as it stands in the text."""

import pytest

from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.disclosure import LINES, disclosed, offers, with_line
from tests.cast import Cast


def offered(text: str = "Words", **more: object) -> list[str]:
    """The offered words for a promotion by somebody at Northlight."""
    asked = {"kind": "promotion", "language": "en", "zone": "UTC", "networks": [], **more}
    return [one.words for one in offers(text=text, organisation="Northlight", **asked)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "zone", "words"),
    [
        ("en", "Europe/London", ["I work at Northlight.", "#ad"]),
        ("de", "Europe/Berlin", ["Ich arbeite bei Northlight.", "Anzeige"]),
        ("de-AT", "Europe/Vienna", ["Ich arbeite bei Northlight.", "Anzeige"]),
        ("de", "Europe/Zurich", ["Ich arbeite bei Northlight.", "Werbung"]),
        ("fr", "Europe/Paris", ["Je travaille chez Northlight.", "Publicité"]),
        ("sw", "Africa/Nairobi", ["I work at Northlight.", "#ad"]),
    ],
)
def test_the_line_is_the_one_of_the_country(language: str, zone: str, words: list[str]) -> None:
    assert offered(language=language, zone=zone) == words


def test_only_what_is_missing_is_offered_and_a_story_is_no_advertisement() -> None:
    assert offered("i work at northlight.") == ["#ad"]
    assert offered(kind="story") == ["I work at Northlight."]
    assert offered(networks=["whatsapp"]) == ["I work at Northlight.", "Ad"]


def test_a_label_stands_before_the_words_and_a_sentence_after_them_once() -> None:
    both = with_line(with_line("Words", "ad-en", "Northlight"), "employed-en", "Northlight")
    assert both == "#ad\n\nWords\n\nI work at Northlight."
    assert with_line(both, "ad-en", "Northlight") == both
    assert with_line("Words", "nonsense", "Northlight") == "Words"
    assert disclosed(both, "Northlight") == "I work at Northlight. · #ad"
    assert disclosed("Die Anzeigetafel ist kaputt #adventure", "Northlight") == ""
    assert len({line.key for line in LINES}) == len(LINES)


def test_what_the_text_discloses_is_recorded_with_each_save(cast: Cast) -> None:
    post = start_draft(actor=cast.bo, voice=cast.bo_voice)
    for text, recorded in (("Snow. I work at Northlight.", "I work at Northlight."), ("Snow.", "")):
        words = Words(text, "", "en", "story", cast.bo_voice, [])
        post = save_draft(actor=cast.bo, post=post, revision=post.revision, words=words)
        assert post.disclosed_as == recorded
