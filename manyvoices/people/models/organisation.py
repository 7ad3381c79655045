"""One installation, one organisation, with its units and brands."""

from datetime import datetime
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.core.models import World
from manyvoices.media.models import File


class Organisation(models.Model):
    """The organisation. There is one row; its key is 1."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120)
    # The world everything of this installation is born into: a demo installation is one for ever.
    world = models.CharField(max_length=10, choices=World, default=World.LIVE)
    introduction = models.CharField(max_length=1000, blank=True)
    imprint = models.CharField(max_length=4000, blank=True)
    contact = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=60, default="UTC")
    review_new_contacts = models.BooleanField(default=False)
    set_up_at = models.DateTimeField()
    checklist_closed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_organisation")]

    def __str__(self) -> str:
        return self.name


class UnitKind(models.TextChoices):
    """What a node of the organisation is."""

    LEGAL_ENTITY = "legal_entity", _("Legal entity")
    REGION = "region", _("Region")
    DEPARTMENT = "department", _("Department")
    TEAM = "team", _("Team")


class Unit(models.Model):
    """A node of the organisation. The root stands for all of it."""

    id = IdField()
    parent: models.ForeignKey["Unit | None", "Unit | None"] = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children"
    )
    kind = models.CharField(max_length=20, choices=UnitKind)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    closed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(models.Value(1), condition=models.Q(parent=None), name="one_root_unit"),
            models.UniqueConstraint(fields=["parent", "name"], name="unit_name_among_siblings"),
        ]

    def __str__(self) -> str:
        return self.name


class Brand(models.Model):
    """A name with its look and, if it has one, its own handle domain."""

    id = IdField()
    name = models.CharField(max_length=120, unique=True)
    colour = models.CharField(max_length=7, default="#1f5c57", validators=[RegexValidator(r"^#[0-9a-f]{6}$")])
    logo: models.ForeignKey[File | None, File | None] = models.ForeignKey(
        File, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    introduction = models.CharField(max_length=1000, blank=True)
    website = models.URLField(max_length=200, blank=True)
    handle_domain = models.CharField(max_length=253, blank=True)
    handle_domain_frozen_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )
    imprint = models.CharField(max_length=4000, blank=True)
    language = models.CharField(max_length=10, default="en")
    # The other languages the brand speaks, as codes.
    languages: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_brand"
            ),
            models.UniqueConstraint(
                fields=["handle_domain"],
                condition=~models.Q(handle_domain=""),
                name="handle_domain_of_one_brand",
            ),
        ]

    def __str__(self) -> str:
        return self.name
