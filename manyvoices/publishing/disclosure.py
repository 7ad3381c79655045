"""The line that tells readers who pays or employs the author, as countries and networks expect it. Pure.

Offered to people's own voices: who reads the organisation's account knows whose it is. Each row names where the words
come from; they are the ones that the authority or the law itself gives as clear enough.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from manyvoices.pauses.kinds import PostKind

# Networks on which a hashtag is no link and reads like a slip of the keyboard.
PLAIN_WORDS = frozenset({"whatsapp", "email", "sms"})
# Where a voice is at home, as far as its clock tells.
COUNTRIES = {
    "Europe/Berlin": "DE",
    "Europe/Busingen": "DE",
    "Europe/Vienna": "AT",
    "Europe/Zurich": "CH",
    "Europe/Paris": "FR",
    "Europe/Madrid": "ES",
    "Europe/Rome": "IT",
    "Europe/Amsterdam": "NL",
    "Europe/London": "GB",
}


@dataclass(frozen=True)
class Line:
    """`words` may hold {organisation}. `first`: before the text, where the law wants it seen at once.

    `countries` empty: wherever the language is spoken and no row is nearer.
    """

    key: str
    language: str
    words: str
    countries: tuple[str, ...] = ()
    promotion: bool = False

    @property
    def first(self) -> bool:
        """A label of advertising stands before the words, not behind "more"."""
        return self.promotion


LINES = (
    # 16 CFR 255.5 with example 8 (FTC, 2023): an employee who praises the employer's product says that they work there.
    # CMA "Hidden ads: being clear with your audience" (2022) asks the same in the United Kingdom.
    Line("employed-en", "en", "I work at {organisation}."),
    # UWG § 5a Abs. 4 (DE, 2022), UWG § 2 Abs. 1 and Anhang Z 11 (AT), UWG Art. 3 Abs. 1 lit. b (CH).
    Line("employed-de", "de", "Ich arbeite bei {organisation}."),
    # Loi n° 2023-451 du 9 juin 2023, art. 5.
    Line("employed-fr", "fr", "Je travaille chez {organisation}."),
    # Ley 34/1988 General de Publicidad, art. 3 and 9; Código de conducta Autocontrol/AEA (2021).
    Line("employed-es", "es", "Trabajo en {organisation}."),
    # Codice del Consumo art. 22; Regolamento Digital Chart IAP (2021).
    Line("employed-it", "it", "Lavoro per {organisation}."),
    # Reclamecode Social Media & Influencer Marketing (2022), art. 3.
    Line("employed-nl", "nl", "Ik werk bij {organisation}."),
    # FTC "Disclosures 101" (2019) and ASA/CAP "Influencers' guide" (2023): "#ad" at the beginning.
    Line("ad-en", "en", "#ad", promotion=True),
    # Landesmedienanstalten, "Werbekennzeichnung bei Online-Medien" (2024): "Anzeige" or "Werbung", never "#ad" alone.
    Line("ad-de", "de", "Anzeige", ("DE",), promotion=True),
    # MedienG § 26 (AT): "Anzeige", "entgeltliche Einschaltung" or "Werbung".
    Line("ad-at", "de", "Anzeige", ("AT",), promotion=True),
    # Schweizerische Lauterkeitskommission, Grundsatz Nr. B.15 (2023): "Werbung".
    Line("ad-ch", "de", "Werbung", ("CH",), promotion=True),
    Line("ad-de-else", "de", "Werbung", promotion=True),
    # Loi n° 2023-451, art. 5 with ordonnance n° 2024-978: "Publicité" or "Collaboration commerciale".
    Line("ad-fr", "fr", "Publicité", promotion=True),
    Line("ad-es", "es", "Publicidad", promotion=True),
    # Digital Chart IAP, art. 2: "#pubblicità" or "#ad" at the beginning.
    Line("ad-it", "it", "#pubblicità", promotion=True),
    # Reclamecode Social Media, toelichting bij art. 3: "#reclame", "#adv".
    Line("ad-nl", "nl", "#reclame", promotion=True),
)


@dataclass(frozen=True)
class Offer:
    """A line that could be added: its words as they would stand in the text, and where."""

    key: str
    words: str
    first: bool


def offers(
    *, text: str, kind: str, language: str, zone: str, networks: Collection[str], organisation: str
) -> list[Offer]:
    """The lines that fit and are not in the text yet: first who employs the author, then the label of a promotion."""
    spoken = language.partition("-")[0] or "en"
    country = COUNTRIES.get(zone, "")
    wanted = [False, True] if kind == PostKind.PROMOTION else [False]
    found = [_nearest(spoken, country, promotion) for promotion in wanted]
    there = text.casefold()
    return [
        Offer(line.key, words, line.first)
        for line in found
        if (words := _words(line, organisation, networks)) and words.casefold() not in there
    ]


def with_line(text: str, key: str, organisation: str, networks: Collection[str] = ()) -> str:
    """The text with a line of the table: a label before it, a sentence after it. Unknown keys change nothing."""
    line = next((one for one in LINES if one.key == key), None)
    words = _words(line, organisation, networks) if line else ""
    if line is None or not words or words.casefold() in text.casefold():
        return text
    pair = [words, text.strip()] if line.first else [text.strip(), words]
    return "\n\n".join(one for one in pair if one)


def disclosed(text: str, organisation: str) -> str:
    """The lines of the table that stand in `text`, as it says them; empty where none does."""
    there = f" {' '.join(text.split())} ".casefold()
    words = dict.fromkeys(one for line in LINES for one in _forms(line, organisation))
    return " · ".join(one for one in words if _stands(one.casefold(), there))[:200]


def _nearest(language: str, country: str, promotion: bool) -> Line:
    fitting = [line for line in LINES if line.promotion == promotion]
    near = [line for line in fitting if line.language == language and line.countries in {(country,), ()}]
    # English is understood where no row is nearer; a row for the country comes before one for the language.
    return max(
        near or [line for line in fitting if line.language == "en"], key=lambda line: len(line.countries)
    )


def _words(line: Line, organisation: str, networks: Collection[str]) -> str:
    if not organisation:
        return "" if not line.promotion else line.words
    words = line.words.replace("{organisation}", organisation)
    plain = words.startswith("#") and PLAIN_WORDS & set(networks)
    return words[1:].capitalize() if plain else words


def _forms(line: Line, organisation: str) -> Iterator[str]:
    words = _words(line, organisation, ())
    if words:
        yield words


def _stands(words: str, text: str) -> bool:
    """As words of their own: "anzeige" does not stand in "anzeigetafel"."""
    at = text.find(words)
    while at >= 0:
        before, after = text[at - 1], text[at + len(words)]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(words, at + 1)
    return False
