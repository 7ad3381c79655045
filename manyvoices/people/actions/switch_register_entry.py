"""An entry about behaviour is switched on or off for a legal entity."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.people.models import Person, RegisterSwitch, RoleName, Unit, UnitKind
from manyvoices.people.permissions import ADMINISTRATORS
from manyvoices.people.queries import rights
from manyvoices.people.register_entries import ENTRIES


@transaction.atomic
def switch_register_entry(*, actor: Person, unit: Unit, entry: str, on: bool, agreement: str = "") -> None:
    """Let the entry be recorded for a legal entity under a named agreement, or stop it. Asked twice it stays.

    Refused beside programme leads and administrators of that unit; Invalid for what is no legal entity, what needs no
    switch, and without an agreement.
    """
    if not rights(actor).has_any_role(ADMINISTRATORS | {RoleName.PROGRAMME_LEAD.value}, unit.pk):
        raise Refused(
            _("The register is switched by programme leads and administrators of the legal entity.")
        )
    if entry not in ENTRIES or not ENTRIES[entry].behaviour:
        raise Invalid(entry=_("This entry is not switched: it stands for every legal entity."))
    if unit.kind != UnitKind.LEGAL_ENTITY:
        raise Invalid(unit=_("Choose a legal entity: agreements are made for each of them."))
    live = RegisterSwitch.objects.filter(unit=unit, entry=entry, off_at=None)
    if not on:
        if live.update(off_at=clock.now(), off_by=actor):
            audit.record(actor=actor, verb="switch_register_entry", target=unit, entry=entry, on=False)
        return
    named = agreement.strip()
    if not named or len(named) > 500:
        raise Invalid(agreement=_("Name the agreement and its date, in at most 500 characters."))
    defaults = {"agreement": named, "on_at": clock.now(), "on_by": actor}
    _row, is_new = live.get_or_create(unit=unit, entry=entry, off_at=None, defaults=defaults)
    if is_new:
        audit.record(
            actor=actor, verb="switch_register_entry", target=unit, because=named, entry=entry, on=True
        )
