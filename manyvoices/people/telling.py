"""Telling colleagues, in the language each of them reads. Telling lives above, so it is looked up in the wiring."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.functional import Promise

from manyvoices import wiring
from manyvoices.core.wired import wired
from manyvoices.people.models import Organisation, Person


def tell(
    people: Iterable[Person],
    *,
    kind: str,
    key: str,
    link: str,
    subject: str | Promise,
    text: str | Promise = "",
    **names: object,
) -> None:
    """Write one notification for each of `people`; the same `key` is told once.

    `subject` and `text` are lazy translations with the places of `names` in them; `link` is a path on our own host.
    """
    home = Organisation.objects.values_list("language", flat=True).first() or "en"
    for person in people:
        with translation.override(person.language or home):
            wired(wiring.TELL_PERSON)(
                person=person,
                kind=kind,
                key=key,
                subject=subject % names,
                text=text % names,
                link=link,
            )
