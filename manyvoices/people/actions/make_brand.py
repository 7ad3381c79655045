"""A new brand."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Brand, Person
from manyvoices.people.permissions import may_shape_organisation
from manyvoices.people.queries import rights, root_unit
from manyvoices.people.validity import check_fields


@transaction.atomic
def make_brand(*, actor: Person, name: str, colour: str) -> Brand:
    """A further brand. Refused beside administrators and programme leads; Invalid for a name in use or no colour."""
    may_shape_organisation(rights(actor), root_id=root_unit().pk)
    brand = Brand(name=name.strip(), colour=colour.lower())
    check_fields(brand)
    if Brand.objects.filter(name=brand.name).exists():
        raise Invalid(name=_("There is a brand of this name already."))
    brand.save()
    audit.record(actor=actor, verb="make_brand", target=brand)
    return brand
