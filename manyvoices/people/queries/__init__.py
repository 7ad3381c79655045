"""Read-only questions about the organisation and its people."""

from manyvoices.people.queries.consents import consented, consents_of
from manyvoices.people.queries.doors import (
    live_setup_link,
    roles_held,
    sign_in_links,
    usable_sign_in_link,
    waiting_invitation,
)
from manyvoices.people.queries.invitations import (
    Stand,
    invitation_behind,
    invitation_in_view,
    invitations_in_view,
    stand_of,
    waiting_invitations,
)
from manyvoices.people.queries.moves import person_move, unit_move
from manyvoices.people.queries.organisation import default_brand, organisation, root_unit
from manyvoices.people.queries.rights import rights
from manyvoices.people.queries.settings import (
    calendar_of,
    calendar_of_brand,
    setting,
    settings_in_force,
    week_of,
    week_suggestion,
)
from manyvoices.people.queries.units import (
    others_in,
    path_of,
    people_in,
    tree_in_view,
    unit_in_view,
    voices_in,
)
from manyvoices.people.queries.visible import (
    open_invitations,
    person_in_view,
    units_in_view,
    visible_people,
)

__all__ = [
    "Stand",
    "calendar_of",
    "calendar_of_brand",
    "consented",
    "consents_of",
    "default_brand",
    "invitation_behind",
    "invitation_in_view",
    "invitations_in_view",
    "live_setup_link",
    "open_invitations",
    "organisation",
    "others_in",
    "path_of",
    "people_in",
    "person_in_view",
    "person_move",
    "rights",
    "roles_held",
    "root_unit",
    "setting",
    "settings_in_force",
    "sign_in_links",
    "stand_of",
    "tree_in_view",
    "unit_in_view",
    "unit_move",
    "units_in_view",
    "usable_sign_in_link",
    "visible_people",
    "voices_in",
    "waiting_invitation",
    "waiting_invitations",
    "week_of",
    "week_suggestion",
]
