"""The picture a brand is known by."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.media.models import File
from manyvoices.people.models import Brand, Person
from manyvoices.people.permissions import may_shape_organisation
from manyvoices.people.queries import rights, root_unit


@transaction.atomic
def set_brand_logo(*, actor: Person, brand: Brand, logo: File | None) -> Brand:
    """The brand with this logo, None for none; the same stays. Refused beside administrators and programme leads."""
    may_shape_organisation(rights(actor), root_id=root_unit().pk)
    if brand.logo_id == (logo.pk if logo else None):
        return brand
    brand.logo = logo
    brand.save(update_fields=["logo"])
    audit.record(actor=actor, verb="set_brand_logo", target=brand)
    return brand
