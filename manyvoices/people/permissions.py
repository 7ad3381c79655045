"""Who may do what with people: pure questions about one loaded `Rights`, answered by returning or by Refused.

docs/roles.md holds the same rules as a table, and a test compares the two through the actions.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Refused
from manyvoices.people.models import NominatedBy, Right, RoleName
from manyvoices.people.rights import Rights

ADMINISTRATORS = frozenset({RoleName.ADMINISTRATOR.value})
LEADS = frozenset({RoleName.ADMINISTRATOR.value, RoleName.PROGRAMME_LEAD.value, RoleName.UNIT_LEAD.value})
# Who says who is on call, and whose turns they may be: those who may answer there.
ROTA_LEADS = frozenset({RoleName.PROGRAMME_LEAD.value, RoleName.UNIT_LEAD.value, RoleName.CRISIS_LEAD.value})
RESPONDERS = frozenset({RoleName.RESPONDER.value, RoleName.EDITOR.value})

_OF_A_UNIT_LEAD = frozenset({RoleName.SOCIAL_EMPLOYEE, RoleName.AMBASSADOR, RoleName.RESPONDER})
# Which roles each role may give, in its own unit and below. Nobody gives what is above themselves.
GIVES_ROLES: dict[str, frozenset[str]] = {
    RoleName.ADMINISTRATOR: frozenset(RoleName),
    RoleName.PROGRAMME_LEAD: _OF_A_UNIT_LEAD | {RoleName.EDITOR, RoleName.UNIT_LEAD, RoleName.CRISIS_LEAD},
    RoleName.UNIT_LEAD: _OF_A_UNIT_LEAD,
}
GIVES_RIGHTS: dict[str, frozenset[str]] = {
    RoleName.PROGRAMME_LEAD: frozenset(Right),
    RoleName.UNIT_LEAD: frozenset({Right.PUBLISH, Right.ANSWER}),
    RoleName.CRISIS_LEAD: frozenset({Right.SPEAK_IN_CRISIS}),
}


def roles_to_give(rights: Rights, unit_id: int) -> frozenset[str]:
    """The roles this person may give to others in a unit; empty for most people."""
    return _union(GIVES_ROLES, rights, unit_id)


def rights_to_give(rights: Rights, unit_id: int) -> frozenset[str]:
    """The rights this person may grant to others in a unit."""
    return _union(GIVES_RIGHTS, rights, unit_id)


def roles_to_give_anywhere(rights: Rights) -> frozenset[str]:
    """The roles this person may give to others in one unit or another."""
    return _anywhere(GIVES_ROLES, rights)


def rights_to_give_anywhere(rights: Rights) -> frozenset[str]:
    """The rights this person may grant to others in one unit or another."""
    return _anywhere(GIVES_RIGHTS, rights)


def may_be_here(rights: Rights) -> None:
    """Whether this person may do anything, their own things included."""
    if not rights.active:
        raise Refused(_("Your access has ended. Ask an administrator of your organisation."))


def may_give_role(rights: Rights, *, to_id: int | None, role: str, unit_id: int) -> None:
    """Whether this person may give or end a role in a unit. `to_id` None is somebody who is being invited."""
    if to_id == rights.person_id:
        raise Refused(_("Nobody changes their own roles. Ask another administrator or your programme lead."))
    if role not in roles_to_give(rights, unit_id):
        raise Refused(_("Giving this role in this unit is beyond your own role. Ask an administrator."))


def may_give_grant(rights: Rights, *, to_id: int, right: str, unit_id: int) -> None:
    """Whether this person may grant a right in a unit."""
    if to_id == rights.person_id:
        raise Refused(_("Nobody grants rights to themselves. Ask another lead."))
    may_revoke_grant(rights, right=right, unit_id=unit_id)


def may_revoke_grant(rights: Rights, *, right: str, unit_id: int) -> None:
    """Whether this person may revoke a right in a unit: whoever may give it; one's own as well."""
    if right not in rights_to_give(rights, unit_id):
        raise Refused(_("Rights in this unit are granted and revoked by its leads. Ask one of them."))


def may_change_person(rights: Rights, *, person_id: int, unit_id: int) -> None:
    """Whether this person may change a name, a language or a time zone: their own, or as administrator there."""
    may_be_here(rights)
    if person_id != rights.person_id and not rights.has_any_role(ADMINISTRATORS, unit_id):
        raise Refused(_("A person changes their own details; an administrator may help them."))


def may_let_in(rights: Rights, *, person_id: int, unit_id: int, held: Iterable[tuple[str, int]]) -> None:
    """Whether this person may make a link that signs somebody else in; `held` is (role, unit) of that somebody.

    Leads of their unit, and only where they could have given every role that is held: nobody takes over a colleague
    with more power than their own.
    """
    if person_id == rights.person_id:
        raise Refused(_("You are signed in already. A colleague can make a link for you."))
    if not rights.has_any_role(LEADS, unit_id):
        raise Refused(_("Sign-in links are made by the leads and administrators of a unit. Ask one of them."))
    if any(role not in roles_to_give(rights, place) for role, place in held):
        raise Refused(_("This person holds a role that you may not give. Ask an administrator for the link."))


def may_lead(rights: Rights, *, unit_id: int) -> None:
    """Whether this person leads or administers the unit."""
    if not rights.has_any_role(LEADS, unit_id):
        raise Refused(_("This is for the leads and administrators of the unit. Ask one of them."))


def may_lead_somewhere(rights: Rights) -> None:
    """Whether this person leads or administers any unit: what leads of all units share, like the list of topics."""
    if not rights.units_with(LEADS):
        raise Refused(_("This is for leads and administrators. Ask one of them."))


def may_keep_topics(rights: Rights) -> None:
    """Whether this person looks after the list of topics, which is one for all: leads of the whole organisation."""
    if not rights.has_any_role(LEADS, None):
        raise Refused(
            _("The list of topics is kept by the leads of the whole organisation. Propose one to them.")
        )


def may_import_people(rights: Rights, *, unit_id: int, made_by_id: int) -> None:
    """Whether this person may bring in people by a file: into units they lead, and by nobody's file but their own."""
    may_lead(rights, unit_id=unit_id)
    if made_by_id != rights.person_id:
        raise Refused(
            _("Somebody else began this import. It writes with their rights, so they have to go on.")
        )


def may_end_person(rights: Rights, *, person_id: int, unit_id: int) -> None:
    """Whether this person may end the access of somebody else."""
    if person_id == rights.person_id:
        raise Refused(_("You cannot end your own access. Ask another administrator."))
    may_administer(rights, unit_id=unit_id)


def may_administer(rights: Rights, *, unit_id: int) -> None:
    """Whether this person is an administrator of the unit; of the root for what concerns the whole organisation."""
    if not rights.has_any_role(ADMINISTRATORS, unit_id):
        raise Refused(_("Only an administrator may do this. Ask one of yours."))


def may_nominate(relation: str, who_nominates: str) -> None:
    """Whether the nominee's unit takes a nomination by somebody of this relation (people/settings.py)."""
    closed_to = {"leads_and_self": {NominatedBy.PEER}, "leads": {NominatedBy.PEER, NominatedBy.SELF}}
    if relation in closed_to.get(who_nominates, set()):
        raise Refused(_("In this unit its leads propose voices. Tell one of them whom you have in mind."))


def may_move(rights: Rights, *, from_id: int, to_id: int) -> None:
    """Whether this person may take something out of one unit and put it into another: administrators of both."""
    for unit_id in (from_id, to_id):
        if not rights.has_any_role(ADMINISTRATORS, unit_id):
            raise Refused(_("Moving needs an administrator of both units, the old one and the new one."))


def may_move_person(rights: Rights, *, person_id: int, from_id: int, to_id: int) -> None:
    """Whether this person may move somebody to another unit; oneself only who administers everything anyway."""
    may_move(rights, from_id=from_id, to_id=to_id)
    if person_id == rights.person_id and not rights.has_any_role(ADMINISTRATORS, None):
        raise Refused(_("Nobody moves themselves to another unit. Ask another administrator."))


def may_keep_rota(rights: Rights, *, unit_id: int) -> None:
    """Whether this person may say who is on call in a unit: its unit, programme and crisis leads."""
    if not rights.has_any_role(ROTA_LEADS, unit_id):
        raise Refused(_("Who is on call is arranged by the leads of the unit. Ask one of them."))


def may_cover(rights: Rights, *, instead_of_id: int | None, unit_id: int) -> None:
    """Whether this person may say who takes somebody's place on call: that somebody, and the leads of the rota."""
    may_be_here(rights)
    if instead_of_id != rights.person_id:
        may_keep_rota(rights, unit_id=unit_id)


def may_set(rights: Rights, roles: frozenset[str], *, unit_id: int) -> None:
    """Whether this person may set a setting of a unit; `roles` are those the setting names."""
    if not rights.has_any_role(roles, unit_id):
        raise Refused(_("This setting is for administrators and leads of the unit. Ask one of them."))


def may_keep_calendar(rights: Rights, *, unit_id: int) -> None:
    """Whether this person may say when a unit works: its administrators; those of the root for a brand."""
    may_administer(rights, unit_id=unit_id)


def may_shape_organisation(rights: Rights, *, root_id: int) -> None:
    """Whether this person may change introduction, imprint, brands: administrators and programme leads of all of it."""
    if not rights.has_any_role(ADMINISTRATORS | {RoleName.PROGRAMME_LEAD.value}, root_id):
        raise Refused(_("Only administrators and programme leads of the whole organisation may do this."))


def may_read_audit(rights: Rights, *, root_id: int) -> None:
    """Whether this person may read who did what: auditors and administrators of the whole organisation."""
    if not rights.has_any_role(ADMINISTRATORS | {RoleName.AUDITOR.value}, root_id):
        raise Refused(_("The audit log is read by auditors and administrators of the whole organisation."))


def _union(table: dict[str, frozenset[str]], rights: Rights, unit_id: int) -> frozenset[str]:
    return frozenset[str]().union(*(given for role, given in table.items() if rights.has_role(role, unit_id)))


def _anywhere(table: dict[str, frozenset[str]], rights: Rights) -> frozenset[str]:
    held = {role.name for role in rights.roles if rights.active and role.brand_id is None}
    return frozenset[str]().union(*(given for role, given in table.items() if role in held))
