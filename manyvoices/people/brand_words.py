"""What a brand says about itself, checked."""

from collections.abc import Iterable
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from manyvoices.core.markup.addresses import web_address
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Brand
from manyvoices.people.spoken import check_language, check_languages
from manyvoices.people.validity import check_fields, check_time_zone


class BrandWords(TypedDict, total=False):
    """The fields somebody may write; those that are left out stay as they are. `colour` is #rrggbb."""

    name: str
    colour: str
    introduction: str
    website: str
    imprint: str
    language: str
    languages: Iterable[str]
    time_zone: str


def write_on(brand: Brand, words: BrandWords) -> list[str]:
    """Puts the words, checked, on a brand that is not saved yet; returns the fields that changed. Raises Invalid."""
    wanted = {name: _clean(name, value) for name, value in words.items()}
    changed = [name for name, value in wanted.items() if getattr(brand, name) != value]
    for name in changed:
        setattr(brand, name, wanted[name])
    if not changed:
        return []
    check_fields(brand)
    _check(brand)
    return changed


def _clean(name: str, value: Any) -> Any:
    if name == "languages":
        return sorted(set(value))
    return value.strip().lower() if name == "colour" else value.strip()


def _check(brand: Brand) -> None:
    check_language(brand.language)
    check_languages(brand.languages)
    if not brand.time_zone:
        raise Invalid(time_zone=_("Say in which time zone the brand lives."))
    check_time_zone(brand.time_zone)
    if brand.website and web_address(brand.website) is None:
        raise Invalid(website=_("Write the whole address, beginning with https://"))
    if Brand.objects.filter(name=brand.name).exclude(pk=brand.pk).exists():
        raise Invalid(name=_("There is a brand of this name already."))
