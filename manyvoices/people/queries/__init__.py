"""Read-only questions about the organisation and its people."""

from manyvoices.people.queries.consents import consented, consents_of
from manyvoices.people.queries.doors import live_setup_link, waiting_invitation
from manyvoices.people.queries.organisation import default_brand, organisation, root_unit
from manyvoices.people.queries.rights import rights
from manyvoices.people.queries.visible import (
    open_invitations,
    person_in_view,
    units_in_view,
    visible_people,
)

__all__ = [
    "consented",
    "consents_of",
    "default_brand",
    "live_setup_link",
    "open_invitations",
    "organisation",
    "person_in_view",
    "rights",
    "root_unit",
    "units_in_view",
    "visible_people",
    "waiting_invitation",
]
