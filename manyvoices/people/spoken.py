"""The languages people write and speak, by their codes. (The pages are offered in fewer: settings.LANGUAGES.)"""

from collections.abc import Iterable, Sequence

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid

MOST = 12
_KNOWN = frozenset(code for code, info in LANG_INFO.items() if "name_local" in info)


def languages_to_choose() -> list[tuple[str, str]]:
    """Code and own name of every language that can be chosen, by name."""
    return sorted(((code, own_name(code)) for code in _KNOWN), key=lambda pair: pair[1])


def check_language(code: str) -> str:
    """The code. Invalid for an unknown one."""
    if code not in _KNOWN:
        raise Invalid(language=_("Choose one of the languages."))
    return code


def check_languages(codes: Iterable[str]) -> list[str]:
    """The codes, each once. Invalid for an unknown one and for more than twelve."""
    chosen = list(dict.fromkeys(codes))
    if len(chosen) > MOST or not _KNOWN.issuperset(chosen):
        raise Invalid(languages=_("Choose at most twelve of the languages offered."))
    return chosen


def own_name(code: str) -> str:
    """How the language calls itself, as its speakers look for it; the code where nobody knows one."""
    try:
        name = str(get_language_info(code)["name_local"])
    except KeyError:
        return code
    return name[:1].upper() + name[1:]


def names_of(codes: Sequence[str]) -> list[str]:
    """The languages' names in the reader's own language; one that is not known by its code."""
    return [get_language_info(code)["name_translated"] if code in LANG_INFO else code for code in codes]
