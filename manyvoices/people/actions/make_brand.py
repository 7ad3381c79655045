"""A new brand."""

from typing import Unpack

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.brand_words import BrandWords, write_on
from manyvoices.people.models import Brand, Person
from manyvoices.people.permissions import may_shape_organisation
from manyvoices.people.queries import rights, root_unit


@transaction.atomic
def make_brand(*, actor: Person, **words: Unpack[BrandWords]) -> Brand:
    """A further brand. Refused beside administrators and programme leads; Invalid as in `change_brand`."""
    may_shape_organisation(rights(actor), root_id=root_unit().pk)
    brand = Brand()
    write_on(brand, {"name": "", **words})
    brand.save()
    audit.record(actor=actor, verb="make_brand", target=brand)
    return brand
