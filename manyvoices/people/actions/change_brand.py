"""A brand's name and colour."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Brand, Person
from manyvoices.people.permissions import may_shape_organisation
from manyvoices.people.queries import rights, root_unit
from manyvoices.people.validity import check_fields


@transaction.atomic
def change_brand(*, actor: Person, brand: Brand, name: str, colour: str) -> Brand:
    """The brand with a new name and colour (#rrggbb). Refused beside administrators and programme leads."""
    may_shape_organisation(rights(actor), root_id=root_unit().pk)
    wanted = {"name": name.strip(), "colour": colour.lower()}
    changed = [field for field, value in wanted.items() if getattr(brand, field) != value]
    if not changed:
        return brand
    brand.name, brand.colour = wanted["name"], wanted["colour"]
    check_fields(brand)
    if Brand.objects.filter(name=brand.name).exclude(pk=brand.pk).exists():
        raise Invalid(name=_("There is a brand of this name already."))
    brand.save(update_fields=changed)
    audit.record(actor=actor, verb="change_brand", target=brand, changed=changed)
    return brand
