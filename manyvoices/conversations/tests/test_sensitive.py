"""What should not stand in a public answer is found; ordinary answers are left in peace."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyvoices.conversations.sensitive import found_in

FOUND = [
    ("Please pay to DE89 3704 0044 0532 0130 00 today.", "iban", "DE89 3704 0044 0532 0130 00"),
    ("AT611904300234573201", "iban", "AT611904300234573201"),
    ("Card 4111 1111 1111 1111 was charged", "card", "4111 1111 1111 1111"),
    ("your customer number is 4711-88", "number", "4711-88"),
    ("Ihre Kundennummer: K-204518", "number", "K-204518"),
    ("Buchungsnr. AB12CD", "number", "AB12CD"),
    ("order #100245", "number", "100245"),
    ("Call me at +43 664 123 45 67 please", "phone", "+43 664 123 45 67"),
    ("Tel. 0664/1234567", "phone", "0664/1234567"),
    ("Write to lena.k+x@mail.example.org.", "email", "lena.k+x@mail.example.org"),
    ("Wir schicken es in die Mariahilfer Straße? Nein, Bahnhofstraße 12a.", "address", "Bahnhofstraße 12a"),
    ("We send it to 221 Baker Street", "address", "221 Baker Street"),
    ("you were born on 3 May 1984, right?", "birth", "3 May 1984"),
    ("Geburtsdatum: 03.05.1984", "birth", "03.05.1984"),
    ("Sorry to hear about your diabetes", "health", "diabetes"),
    ("Mit dem Rollstuhl kommen Sie", "health", "Rollstuhl"),
]
IN_PEACE = [
    "The bus leaves at 8:05 and 9:30 from platform 12 on 24.12.2026.",
    "Der Zug RJX 262 hat 45 Minuten Verspätung, Ersatzbus ab 08:15.",
    "Your order is on its way, and so is our apology to the account team.",
    "DE89 3704 0044 0532 0130 01 and 4111 1111 1111 1112 only look like it, 1234567890123 as well",
    "We were born in 1922 as a railway. 100 % of trains. Thanks, Lena!",
    "@lena@far.example The bus is at eight, @ben.b@social.example.",
    "See https://northlight.example/a/2026/11/22 for 3,000,000 seats",
]


@pytest.mark.parametrize(("text", "kind", "span"), FOUND)
def test_it_is_found_where_it_stands(text: str, kind: str, span: str) -> None:
    assert (kind, span) in [(one.kind.value, text[one.start : one.end].lstrip("#")) for one in found_in(text)]


@pytest.mark.parametrize("text", IN_PEACE)
def test_ordinary_answers_are_left_in_peace(text: str) -> None:
    assert found_in(text) == []


@given(st.text(alphabet=st.characters() | st.sampled_from("0123456789 -/.@#+DEATKundennummer")))
def test_it_never_fails_and_finds_within_the_text_in_order(text: str) -> None:
    spans = [(one.start, one.end) for one in found_in(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    "part", ["1 ", "a@a.", "+4 ", "AT61 ", "born 1.1.1999 ", "Astraße ", "1 Aa Bb ", "kunden", "--"]
)
def test_no_text_makes_it_slow(part: str) -> None:
    """Twice the text takes about twice the time: a pattern that went back and forth would take four times and more."""

    def took(length: int) -> float:
        text, before = (part * length)[:length], time.process_time()
        found_in(text)
        return time.process_time() - before

    assert took(40_000) < 8 * max(took(10_000), 0.004)
