"""A person comes to belong to another unit."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices import wiring
from manyvoices.core import audit
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.core.wired import wired
from manyvoices.people.actions.end_role import end_role
from manyvoices.people.actions.revoke_grant import revoke_grant
from manyvoices.people.models import Person, Unit
from manyvoices.people.moving import PersonMove
from manyvoices.people.permissions import may_move_person
from manyvoices.people.queries import person_move, rights
from manyvoices.people.tree_lock import locked_tree
from manyvoices.people.unit_checks import check_open


@transaction.atomic
def move_person(
    *,
    actor: Person,
    person: Person,
    to: Unit,
    seen: str,
    end_roles: Collection[int] = (),
    end_grants: Collection[int] = (),
) -> Person:
    """The person in the unit `to`, and their own voice with them. Roles and rights not named in `end_…` stay.

    `seen` is `queries.person_move(…).seen()` of what the actor was shown. Refused to whoever does not administer both
    units, for a role or right beyond what the actor may end, and for oneself unless one administers everything;
    Invalid for somebody who has left and for a closed unit; Conflict when what follows is no longer what was shown.
    Somebody who belongs there already stays as they are.
    """
    parents = locked_tree()
    person = Person.objects.select_related("unit").get(pk=person.pk)
    may_move_person(rights(actor), person_id=person.pk, from_id=person.unit_id, to_id=to.pk)
    if person.unit_id == to.pk:
        return person
    if not person.is_active:
        raise Invalid(to=_("This person has left; they stay where they were."))
    check_open(to, field="to")
    move = person_move(person, to, parents)
    if move.seen() != seen:
        raise Conflict(_("Something changed since this page was shown. Look again at what follows."))
    _end(actor, move, end_roles, end_grants)
    before, person.unit = person.unit_id, to
    person.save(update_fields=["unit"])
    for path in wiring.ALONG_WITH_PERSON.values():
        wired(path)(person=person, unit=to)
    audit.record(actor=actor, verb="move_person", target=person, before=before, after=to.pk)
    return person


def _end(actor: Person, move: PersonMove, roles: Collection[int], grants: Collection[int]) -> None:
    reason = _("Moved to %(unit)s.") % {"unit": move.to.name}
    for role in move.roles:
        if role.pk in roles:
            end_role(actor=actor, role=role, because=reason)
    for grant in move.grants:
        if grant.pk in grants:
            revoke_grant(actor=actor, grant=grant, because=reason)
