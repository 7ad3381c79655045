"""Handles: what they may look like, which are kept back, and how one is made of a name."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import count

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.voices.models.voice import HANDLE, Voice

LONGEST = 30
# Names that speak for the installation or are misused to pretend so; the first parts of our addresses are added.
_KEPT_BACK = """
about account accounts actor actors admin administrator all api apps auth authorize blog compose contact everyone
feed feeds followers following help here home host imprint inbox info instance internal login logout mail manyvoices
me media moderator news nobody nodeinfo null oauth official outbox people postmaster press privacy public queue
robots root rules search security settings setup share shared sign_in sign_out sitemap static status support system
tags terms today undefined user users voices webfinger webmaster well_known www
"""
RESERVED = frozenset(_KEPT_BACK.split())
# Letters that Unicode does not take apart, as German, Danish, Polish and Icelandic readers write them in ASCII.
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ð": "d"}
    | {"þ": "th", "œ": "oe", "ı": "i"}
)


def check_handle(handle: str, *, voice_id: int | None = None) -> str:
    """The handle in lower case without its @. Raises Invalid: wrong form, kept back, or another voice's."""
    clean = handle.strip().removeprefix("@").lower()
    if not re.fullmatch(HANDLE, clean):
        raise Invalid(
            handle=_("Use 1 to 30 letters a-z, digits and _, beginning and ending with a letter or digit.")
        )
    if clean in reserved():
        raise Invalid(
            handle=_("@%(handle)s is kept back, so that nobody mistakes it for us.") % {"handle": clean}
        )
    if Voice.objects.filter(handle=clean).exclude(pk=voice_id or 0).exists():
        raise Invalid(handle=_("@%(handle)s already belongs to another voice.") % {"handle": clean})
    return clean


def suggest_handle(name: str, *, but_not: frozenset[str] = frozenset()) -> str:
    """A free handle made of a name: ASCII, words joined by _, with a number when it is taken. Always a valid one.

    `but_not` holds handles that are about to be taken in the same breath.
    """
    base = plain(name)[:LONGEST].strip("_") or "voice"
    taken = set(Voice.objects.filter(handle__startswith=base[:20]).values_list("handle", flat=True))
    return next(free for free in _numbered(base) if free not in taken | but_not | reserved())


def first_handles(organisation_name: str, name: str) -> tuple[str, str]:
    """The handles of the brand's and the person's voice, as the screen shows them while somebody types."""
    brand = suggest_handle(organisation_name)
    return brand, suggest_handle(name, but_not=frozenset({brand}))


def plain(name: str) -> str:
    """A name in the letters of a handle: ß becomes ss, ä becomes ae, é becomes e; what has no such letter is a gap."""
    spelled = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", bare.replace("'", "")).strip("_")


@cache
def reserved() -> frozenset[str]:
    """Every handle kept back: the list above and the first part of each address we answer."""
    first_parts = {_first_part(str(pattern.pattern)) for pattern in _patterns(get_resolver())}
    return RESERVED | first_parts - {""}


def _numbered(base: str) -> Iterator[str]:
    yield base
    for number in count(2):
        yield f"{base[: LONGEST - len(str(number)) - 1].strip('_')}_{number}"


def _patterns(resolver: URLResolver) -> Iterator[URLPattern | URLResolver]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver) and not str(pattern.pattern).strip("^"):
            yield from _patterns(pattern)
        else:
            yield pattern


def _first_part(route: str) -> str:
    part = route.strip("^").split("/")[0]
    return plain(part) if re.fullmatch(r"[A-Za-z0-9._-]+", part) else ""
