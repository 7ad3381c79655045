"""How a brand looks and what it says about itself."""

from typing import Unpack

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.brand_words import BrandWords, write_on
from manyvoices.people.models import Brand, Person
from manyvoices.people.permissions import may_shape_organisation
from manyvoices.people.queries import rights, root_unit


@transaction.atomic
def change_brand(*, actor: Person, brand: Brand, **words: Unpack[BrandWords]) -> Brand:
    """The brand with its new words; what is not given stays. Refused beside administrators and programme leads.

    Invalid for a name in use, a colour that is none, an unknown language or zone, or a website that is no address.
    """
    may_shape_organisation(rights(actor), root_id=root_unit().pk)
    changed = write_on(brand, words)
    if changed:
        brand.save(update_fields=changed)
        audit.record(actor=actor, verb="change_brand", target=brand, changed=changed)
    return brand
