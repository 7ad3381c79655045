"""Which units' doors somebody keeps."""

from django import forms
from django.utils.translation import gettext as _

from manyvoices.conversations.permissions import KEEPS_INTAKES
from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person, Unit
from manyvoices.people.queries import rights
from manyvoices.people.queries.import_lines import unit_paths
from manyvoices.web.people.unit_choice import UnitChoice


def offer_units(form: forms.Form, me: Person) -> None:
    """Offer the open units whose doors this person keeps, their own first chosen."""
    unit = form.fields["unit"]
    if isinstance(unit, UnitChoice):
        units = Unit.objects.filter(pk__in=rights(me).units_with(KEEPS_INTAKES), closed_at=None)
        unit.offer(units, unit_paths())
        form.initial.setdefault("unit", me.unit_id)


def may_keep_any(me: Person) -> None:
    """Passes who keeps the doors of some unit. Raises Refused."""
    if not rights(me).units_with(KEEPS_INTAKES):
        raise Refused(_("How messages come in is arranged by leads and administrators. Ask yours."))
