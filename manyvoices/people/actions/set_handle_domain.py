"""The domain on which a brand's voices are found."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices import wiring
from manyvoices.core import audit
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.core.wired import wired
from manyvoices.people.handle_domains import read_domain
from manyvoices.people.models import Brand, Person
from manyvoices.people.permissions import may_administer
from manyvoices.people.queries import rights, root_unit


@transaction.atomic
def set_handle_domain(*, actor: Person, brand: Brand, domain: str) -> Brand:
    """The brand with its handle domain, empty for none: its voices are @handle@domain from now on. The same stays.

    Refused to everybody but administrators of the whole organisation; Invalid for what is no domain or belongs to
    another brand; Conflict once another server knows a voice of the brand (`handle_domain_frozen_at`).
    """
    may_administer(rights(actor), unit_id=root_unit().pk)
    brand = Brand.objects.select_for_update().get(pk=brand.pk)
    wanted = read_domain(domain)
    if brand.handle_domain == wanted:
        return brand
    if brand.handle_domain_frozen_at is not None:
        raise Conflict(
            _(
                "Other servers know the voices of %(brand)s by their address since %(day)s. Another domain would "
                "lose them every follower, so it stays as it is. A new brand can have a new domain."
            )
            % {"brand": brand.name, "day": brand.handle_domain_frozen_at.date().isoformat()}
        )
    if wanted and Brand.objects.filter(handle_domain=wanted).exists():
        raise Invalid(domain=_("Another brand has this domain. Each domain belongs to one brand."))
    before, brand.handle_domain = brand.handle_domain, wanted
    brand.save(update_fields=["handle_domain"])
    for path in wiring.WITH_HANDLE_DOMAIN.values():
        wired(path)(brand=brand)
    audit.record(actor=actor, verb="set_handle_domain", target=brand, before=before, after=wanted)
    return brand
