"""Characters that a database, a page or a reader's eye cannot take."""

import re
import unicodedata

# C0 and C1 controls except tab and newline, and lone surrogates: PostgreSQL refuses NUL, UTF-8 the others.
UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
LINE_END = re.compile("\r\n?|[\u2028\u2029\x85]")
# Embeddings and overrides let a text run backwards over what stands behind it; isolates end with their block.
BIDI_OVERRIDES = re.compile("[\u202a-\u202e]")
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Nothing to see, no purpose in a name. The joiners U+200C and U+200D stay: emoji and Persian need them.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]"
)
JOINERS = "\u200c\u200d"


def tidy(text: str, limit: int) -> str:
    """Return what somebody typed in NFC, with plain newlines, without controls, cut at `limit` code points."""
    plain = unicodedata.normalize("NFC", usable(text)).strip()
    return plain[:limit].rstrip().rstrip(JOINERS)


def usable(text: str) -> str:
    """Return the text without NUL, other controls and lone surrogates, each line ending as one newline."""
    return UNUSABLE.sub("", LINE_END.sub("\n", text))


def without_tricks(text: str) -> str:
    """Return the text without the characters that reorder or hide: for names and for the words of a link."""
    return INVISIBLE.sub("", BIDI_CONTROLS.sub("", text))
