"""What should not stand in a public answer: account and health data, and what finds a person. Pure, in linear time.

It warns and never blocks: whoever answers decides. Rather one warning too many than a card number in public.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

# No answer is longer; what is beyond is not looked at.
LONGEST = 60_000


class Sensitive(StrEnum):
    """What was found."""

    IBAN = "iban"
    CARD = "card"
    NUMBER = "number"  # of a customer, a booking, an order
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BIRTH = "birth"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class Found:
    """Characters `start` to `end` of the text look like this."""

    kind: Sensitive
    start: int
    end: int


# Each repetition is bounded and begins at a place of its own, so that no text makes them slow.
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ \-]?[A-Za-z0-9])")
# How many characters an IBAN has where most of our readers bank; elsewhere any length with a right checksum counts.
_LONG = "AT20 BE16 CH21 CZ24 DE22 DK18 ES24 FI18 FR27 GB22 HR21 HU28 IE22 IT27 LI21 LU20 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24"
_IBAN_LONG = {pair[:2]: int(pair[2:]) for pair in _LONG.split(" ")}
_CARD = re.compile(r"(?<![\d.,])\d(?:[ \-]?\d){12,18}(?![\d])")
_PHONE = re.compile(r"(?<![\w+/.,])(?<!\d[ \-])(?:\+|00?)[1-9](?:[ \-/.()]{0,2}\d){6,13}(?!\w)")
_EMAIL = re.compile(r"(?<![\w.+\-@])[\w.+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5}")
_DATE = re.compile(
    r"(?<!\d)(?:[0-3]?\d[./\-] ?[01]?\d[./\-] ?(?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d"
    r"|[0-3]?\d\.? (?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zäé]{0,8}\.? (?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:born|birth(?:day|date)?|date of birth|dob|geboren|geb\.|geburtstag|geburtsdatum|jahrgang)(?!\w)",
    re.IGNORECASE,
)
_NAMED_NUMBER = re.compile(
    r"\b(?:customer|client|account|booking|order|ticket|contract|reference|policy|invoice|member(?:ship)?|passport|"
    r"kunden|konto|buchungs?|bestell|auftrags?|vertrags?|referenz|rechnungs?|mitglieds?|versicherungs?|ausweis|"
    r"sozialversicherungs?|pnr|iban|kreditkarten?|karten)"
    r"[ \-]{0,2}(?:number|no\.?|nr\.?|nummer|id|code|ref\.?)?[ ]{0,2}(?:is|ist|lautet)?[ ]{0,2}[:#]?[ ]{0,2}"
    r"(?P<number>#?(?=[A-Z\-/]{0,12}\d)[A-Z0-9][A-Z0-9\-/]{3,24})(?!\w)",
    re.IGNORECASE,
)
_STREET_DE = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüß\-]{1,40}(?:straße|strasse|str\.|gasse|weg|platz|allee|ring|ufer|damm|steig)[ ]{1,2}"
    r"\d{1,4}(?:[a-z]|/\d{1,3}){0,3}(?!\w)",
    re.IGNORECASE,
)
_STREET_EN = re.compile(
    r"(?<!\w)\d{1,5}[a-z]?[ ]{1,2}(?:[A-Z][\w'\-]{1,30}[ ]){1,3}"
    r"(?:street|st\.?|road|rd\.?|avenue|ave\.?|lane|ln\.?|drive|close|court|square|crescent|terrace|boulevard|blvd\.?)(?!\w)",
    re.IGNORECASE,
)
_WORDS = (
    # English
    "diagnosis diagnosed disease illness cancer tumour tumor chemotherapy diabetes diabetic insulin epilepsy epileptic asthma "
    "depression depressed anxiety disorder therapy therapist psychiatrist psychiatric medication prescription antidepressant "
    "pregnant pregnancy miscarriage abortion hiv aids disability disabled wheelchair surgery operation hospital hospitalised "
    "hospitalized infection covid stroke dementia alzheimer parkinson multiple-sclerosis blood-pressure rehab sick-note "
    # German
    "diagnose erkrankung krankheit krebs chemotherapie diabetikerin diabetiker zuckerkrank epilepsie epileptiker depressiv "
    "depressionen angststörung therapie therapeutin therapeut psychiater psychiatrie medikament medikamente rezept "
    "antidepressiva schwanger schwangerschaft fehlgeburt abtreibung behindert behinderung behinderten schwerbehindert "
    "schwerbehindertenausweis rollstuhl rollstuhlfahrer rollstuhlfahrerin krankenhaus spital klinik infektion schlaganfall "
    "demenz bluthochdruck krankschreibung krankgeschrieben krankmeldung attest befund herzinfarkt"
)
_HEALTH = re.compile(
    r"(?<!\w)(?:"
    + "|".join(re.escape(word).replace(r"\-", r"[ \-]") for word in _WORDS.split())
    + r")(?!\w)",
    re.IGNORECASE,
)


def found_in(text: str) -> list[Found]:
    """What of the text should not be public, in order; where two overlap the one that says more."""
    seen = text[:LONGEST]
    every = [found for look in _LOOKS for found in look(seen)]
    kept: list[Found] = []
    for found in sorted(every, key=lambda one: (one.start, -one.end, _RANK[one.kind])):
        if kept and found.start < kept[-1].end:
            kept[-1] = min(kept[-1], found, key=lambda one: _RANK[one.kind])
        else:
            kept.append(found)
    return kept


def _all(
    pattern: re.Pattern[str], kind: Sensitive, holds: Callable[[str], bool]
) -> Callable[[str], Iterator[Found]]:
    def look(text: str) -> Iterator[Found]:
        return (Found(kind, *one.span()) for one in pattern.finditer(text) if holds(one[0]))

    return look


def _numbers(text: str) -> Iterator[Found]:
    return (Found(Sensitive.NUMBER, *one.span("number")) for one in _NAMED_NUMBER.finditer(text))


def _births(text: str) -> Iterator[Found]:
    """A date is one of birth where a word close before it, or just after it, says so."""
    words = [one.span() for one in _BORN.finditer(text)]
    place = 0
    for date in _DATE.finditer(text):
        while place < len(words) and words[place][1] < date.start() - 40:
            place += 1
        if place < len(words) and words[place][0] < date.end() + 15:
            yield Found(Sensitive.BIRTH, *date.span())


def is_iban(typed: str) -> bool:
    """Whether the checksum (ISO 7064, 97-10) holds."""
    letters = re.sub(r"[ \-]", "", typed).upper()
    if not 15 <= len(letters) <= 34 or not letters.isascii():
        return False
    turned = letters[4:] + letters[:4]
    return int("".join(str(int(one, 36)) for one in turned)) % 97 == 1


def is_card(typed: str) -> bool:
    """Whether it has as many digits as a card and Luhn's sum holds."""
    digits = [int(one) for one in typed if one.isascii() and one.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _ibans(text: str) -> Iterator[Found]:
    """From each beginning onwards over at most 34 letters and digits, with one space or hyphen between two at most."""
    for begins in _IBAN.finditer(text):
        country, place, long = begins[0][:2].upper(), begins.end(), 4
        while place < len(text) and long < 34:
            place += text[place] in " -" and text[place + 1 : place + 2].isalnum()
            if not (text[place].isascii() and text[place].isalnum()):
                break
            place, long = place + 1, long + 1
            ends = not text[place : place + 1].isalnum()
            if ends and long == _IBAN_LONG.get(country, long) and is_iban(text[begins.start() : place]):
                yield Found(Sensitive.IBAN, begins.start(), place)
                break


def _is_no_date(typed: str) -> bool:
    return _DATE.search(typed) is None


def _always(_typed: str) -> bool:
    return True


_LOOKS = (
    _ibans,
    _all(_CARD, Sensitive.CARD, is_card),
    _numbers,
    _births,
    _all(_EMAIL, Sensitive.EMAIL, _always),
    _all(_PHONE, Sensitive.PHONE, _is_no_date),
    _all(_STREET_DE, Sensitive.ADDRESS, _always),
    _all(_STREET_EN, Sensitive.ADDRESS, _always),
    _all(_HEALTH, Sensitive.HEALTH, _always),
)
_RANK = {kind: place for place, kind in enumerate(Sensitive)}
