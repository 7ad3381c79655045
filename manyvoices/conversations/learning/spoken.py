"""The language of a message, with a library for what the small words leave open. 90 MB and two seconds: for workers only."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from manyvoices.conversations.triage import Answer, Reading, language

_SURE = 0.6
_READ = 300
_FEWEST_LETTERS = 6


def spoken(reading: Reading) -> Answer:
    """The language by its small words where they are clear, else by the statistics of py3langid."""
    known = language(reading)
    if known.confidence >= _SURE:
        return known
    words = " ".join(reading.words[:60])[:_READ]
    if len(words) < _FEWEST_LETTERS or words.replace(" ", "").isdigit():
        return known
    code, confidence = _identifier().classify(words)
    if known.value == code:
        return Answer(code, round(max(float(confidence), known.confidence), 3), known.words)
    return Answer(code, round(float(confidence), 3)) if confidence > known.confidence else known


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
