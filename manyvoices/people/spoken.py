"""The languages people speak, by their codes."""

from collections.abc import Iterable, Sequence

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid

MOST = 12


def languages_to_choose() -> list[tuple[str, str]]:
    """Code and own name of every language that can be chosen, by name."""
    known = [(code, str(info["name_local"])) for code, info in LANG_INFO.items() if "name_local" in info]
    return sorted(((code, name[:1].upper() + name[1:]) for code, name in known), key=lambda pair: pair[1])


def check_languages(codes: Iterable[str]) -> list[str]:
    """The codes, each once. Invalid for an unknown one and for more than twelve."""
    chosen = list(dict.fromkeys(codes))
    if len(chosen) > MOST or any("name_local" not in LANG_INFO.get(code, {}) for code in chosen):
        raise Invalid(languages=_("Choose at most twelve of the languages offered."))
    return chosen


def names_of(codes: Sequence[str]) -> list[str]:
    """The languages' names in the reader's own language; one that is not known by its code."""
    return [get_language_info(code)["name_translated"] if code in LANG_INFO else code for code in codes]
