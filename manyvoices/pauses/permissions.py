"""Who may stop posts, and who may let them flow again."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person, RoleName
from manyvoices.people.queries import rights, root_unit

MAY_PAUSE = (RoleName.CRISIS_LEAD, RoleName.PROGRAMME_LEAD, RoleName.EDITOR, RoleName.ADMINISTRATOR)


def may_pause(person: Person, unit: int | None) -> None:
    """Passes for a crisis lead, programme lead, editor or administrator of the unit (None: of the whole). Raises Refused."""
    held, where = rights(person), root_unit().pk if unit is None else unit
    if not any(held.has_role(role, where) for role in MAY_PAUSE):
        raise Refused(
            _(
                "You may not pause posts here. A crisis lead, programme lead, editor or administrator can do it."
            )
        )
