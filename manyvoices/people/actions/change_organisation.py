"""What the organisation says about itself in public."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Organisation, Person
from manyvoices.people.permissions import may_shape_organisation
from manyvoices.people.queries import rights, root_unit
from manyvoices.people.validity import check_fields


@transaction.atomic
def change_organisation(
    *,
    actor: Person,
    name: str,
    introduction: str,
    imprint: str,
    contact: str,
    review_new_contacts: bool,
) -> Organisation:
    """The organisation with its new texts, and whether answers of new contacts wait for a look first.

    Refused beside administrators and programme leads of the whole organisation.
    """
    may_shape_organisation(rights(actor), root_id=root_unit().pk)
    organisation = Organisation.objects.get()
    wanted: dict[str, str | bool] = {
        "name": name.strip(),
        "introduction": introduction.strip(),
        "imprint": imprint.strip(),
        "contact": contact.strip(),
        "review_new_contacts": review_new_contacts,
    }
    changed = [field for field, value in wanted.items() if getattr(organisation, field) != value]
    if not changed:
        return organisation
    for field in changed:
        setattr(organisation, field, wanted[field])
    check_fields(organisation)
    organisation.save(update_fields=changed)
    audit.record(actor=actor, verb="change_organisation", target=organisation, changed=changed)
    return organisation
