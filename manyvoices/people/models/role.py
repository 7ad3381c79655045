"""What a person may do in a unit or brand."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.people.models.organisation import Brand, Unit
from manyvoices.people.models.person import Person


class RoleName(models.TextChoices):
    """The roles of docs/roles.md; they add up."""

    SOCIAL_EMPLOYEE = "social_employee", _("Social employee")
    AMBASSADOR = "ambassador", _("Ambassador")
    RESPONDER = "responder", _("Responder")
    EDITOR = "editor", _("Editor")
    UNIT_LEAD = "unit_lead", _("Unit lead")
    CRISIS_LEAD = "crisis_lead", _("Crisis lead")
    PROGRAMME_LEAD = "programme_lead", _("Programme lead")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")
    EMPLOYEE_REPRESENTATIVE = "employee_representative", _("Employee representative")


class Role(models.Model):
    """A role held in a unit and all below it; ended, never deleted, so its history is free."""

    id = IdField()
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="roles"
    )
    name = models.CharField(max_length=30, choices=RoleName)
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    brand: models.ForeignKey[Brand | None, Brand | None] = models.ForeignKey(
        Brand, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "name", "unit"],
                condition=models.Q(ended_at=None, brand=None),
                name="role_held_once_in_unit",
            ),
            models.UniqueConstraint(
                fields=["person", "name", "unit", "brand"],
                condition=models.Q(ended_at=None, brand__isnull=False),
                name="role_held_once_in_brand",
            ),
        ]
