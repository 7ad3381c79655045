"""A right with scope, reason and end, given by a certificate or a lead."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.people.models.organisation import Brand, Unit
from manyvoices.people.models.person import Person


class Right(models.TextChoices):
    """What a grant allows beyond the roles."""

    PUBLISH = "publish", _("Publish without review")
    ANSWER = "answer", _("Answer complaints")
    SPEAK_IN_CRISIS = "speak_in_crisis", _("Speak in a crisis")


class Grant(models.Model):
    """A right held in a unit and below it until it expires or a lead revokes it; never deleted."""

    id = IdField()
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="grants"
    )
    right = models.CharField(max_length=30, choices=Right)
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    brand: models.ForeignKey[Brand | None, Brand | None] = models.ForeignKey(
        Brand, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=500)
    given_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()
    expires_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    revoked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    revoked_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    revoke_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="grant_has_a_reason"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "right"], name="grant_of_person")]
