"""What every change of a unit asks of it, before anything is written."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Unit
from manyvoices.people.validity import check_fields


def check_unit(unit: Unit) -> None:
    """Refuse with Invalid a name that is empty, too long or used beside it, and a kind that is none."""
    check_fields(unit)
    beside = Unit.objects.filter(parent=unit.parent_id, name=unit.name).exclude(pk=unit.pk).first()
    if beside is None:
        return
    if beside.closed_at is not None:
        raise Invalid(name=_("A closed unit has this name. Open it again, or choose another name."))
    raise Invalid(name=_("There is a unit of this name already."))


def check_open(unit: Unit, *, field: str) -> None:
    """Refuse with Invalid a unit that is closed, as the database says now."""
    if Unit.objects.exclude(closed_at=None).filter(pk=unit.pk).exists():
        raise Invalid(**{field: _("This unit is closed. Choose another one, or open it again first.")})
