"""The cold start: what it says, of what it is made, and that nothing anybody sends stops it."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.conversations.triage import KINDS, URGENCIES, Topic, cold, prepare
from manyvoices.conversations.triage.reading import KEPT_END, KEPT_START, read

TOPICS = prepare(
    [Topic("Luggage"), Topic("Billing"), Topic("Drinks", ("oat milk", "coffee")), Topic("Gepäck")]
)


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("My baggage never arrived in Oslo, four days now", "complaint", "en"),
        ("still no internet!!! third time this month", "complaint", "en"),
        ("Thanks for ruining my holiday, nobody answers the phone", "complaint", "en"),
        ("How do I change my address?", "question", "en"),
        ("Thank you so much, your team was amazing!", "praise", "en"),
        ("It would be great if you added a dark mode", "idea", "en"),
        ("Earn money from home, click here https://x.example", "spam", "en"),
        ("ok, I have sent you a DM", "other", "en"),
        ("Seit drei Wochen warte ich auf mein Paket, niemand antwortet", "complaint", "de"),
        ("Wie kann ich meine Adresse ändern?", "question", "de"),
        ("Vielen Dank, ihr seid die Besten!", "praise", "de"),
        ("Es wäre schön, wenn ihr auch sonntags offen hättet", "idea", "de"),
    ],
)
def test_what_a_message_is(text: str, kind: str, language: str) -> None:
    told = cold(text)
    assert (told.kind.value, told.language.value) == (kind, language)
    assert 0 < told.kind.confidence <= 1


def test_the_words_that_spoke_stand_in_the_message() -> None:
    told = cold("My BAGGAGE never arrived, four days now", TOPICS)
    assert "never arrived" in told.kind.words
    assert told.topic.words == ("BAGGAGE",)
    assert told.language.words


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("There is smoke coming out of your charger and my baby sleeps next door", "high"),
        ("I am locked out of my account, someone stole my card, please help immediately", "high"),
        ("Es riecht nach Gas in eurer Filiale", "high"),
        ("The soup was cold again", "normal"),
        ("Love the new colours", "low"),
        ("Our firefighters are heroes, thank you for putting out the fire", "normal"),
    ],
)
def test_how_much_it_presses(text: str, urgency: str) -> None:
    assert cold(text).urgency.value == urgency


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("where is my luggage", "Luggage"),
        ("my lugage is gone", "Luggage"),  # a slip of one letter
        ("lost two suitcases in Rome", "Luggage"),  # the same matter
        ("why was I charged twice", "Billing"),
        ("more coffee please", "Drinks"),  # a key word
        ("Gepäckverlust am Schalter", "Gepäck"),  # a compound
        ("the sky is blue", ""),
    ],
)
def test_what_it_is_about(text: str, topic: str) -> None:
    assert cold(text, TOPICS).topic.value == topic


def test_without_topics_there_is_none() -> None:
    assert cold("where is my luggage").topic.value == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("où est mon colis ?", "fr"),
        ("¿dónde está mi pedido?", "es"),
        ("私の荷物はどこですか", "ja"),
        ("де мій пакунок, вже третій день їду", "uk"),
        ("", ""),
        ("12345", ""),
    ],
)
def test_which_language(text: str, code: str) -> None:
    assert cold(text).language.value == code


@pytest.mark.parametrize("text", ["not happy with this at all", "no thanks to you, the screen broke"])
def test_denied_praise_is_no_praise(text: str) -> None:
    assert cold(text).kind.value == "complaint"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_gets_four_answers(text: str) -> None:
    told = cold(text, TOPICS)
    assert told.kind.value in KINDS
    assert told.urgency.value in URGENCIES
    assert told.topic.value in {"", *TOPICS.names}
    assert all(0 <= one.confidence <= 1 for one in (told.kind, told.urgency, told.topic, told.language))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "a'" * 500_000,
        "@" * 1_000_000,
        "https://" * 125_000,
        "!?" * 500_000,
        "nt nt not " * 100_000,
        ":-" * 500_000,
        "\0" * 1_000_000,
        "\u0301" * 1_000_000,
        "\ud800" * 10_000,
        "🙄" * 250_000,
        "﷽" * 100_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_a_megabyte_takes_no_time(text: str) -> None:
    started = time.process_time()
    cold(text, TOPICS)
    assert time.process_time() - started < 0.5


def test_the_end_of_a_long_message_is_read_too() -> None:
    words = read("first " + "middle " * 100_000 + "last").words
    assert (words[0], words[-1]) == ("first", "last")
    assert len(words) < KEPT_START + KEPT_END


def test_it_is_light() -> None:
    """The web process asks it: no numpy, no scikit-learn, no Django."""
    code = (
        "import sys; from manyvoices.conversations.triage import cold; cold('where is my parcel?');"
        "print([name for name in ('numpy','scipy','sklearn','py3langid','django') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
