"""A public identity: a person, a group, a department or a brand."""

from datetime import datetime
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core import clock
from manyvoices.core.ids import IdField
from manyvoices.core.models import World
from manyvoices.media.models import File
from manyvoices.people.models import Brand, Person, Topic, Unit

HANDLE_PART = "[a-z0-9](?:[a-z0-9_]{0,28}[a-z0-9])?"
HANDLE = f"^{HANDLE_PART}$"


class VoiceKind(models.TextChoices):
    """Whose voice it is."""

    PERSON = "person", _("Person")
    GROUP = "group", _("Group")
    DEPARTMENT = "department", _("Department")
    BRAND = "brand", _("Brand")


class Voice(models.Model):
    """A voice. A person's voice belongs to that person and is used by nobody else."""

    id = IdField()
    world = models.CharField(max_length=10, choices=World, default=World.LIVE)
    kind = models.CharField(max_length=20, choices=VoiceKind)
    person: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="voices"
    )
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    brand: models.ForeignKey[Brand, Brand] = models.ForeignKey(
        Brand, on_delete=models.PROTECT, related_name="+"
    )
    handle = models.CharField(max_length=30, unique=True, validators=[RegexValidator(HANDLE)])
    name = models.CharField(max_length=120)
    bio = models.CharField(max_length=1000, blank=True)
    role_line = models.CharField(max_length=120, blank=True)
    picture: models.ForeignKey[File | None, File | None] = models.ForeignKey(
        File, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    header: models.ForeignKey[File | None, File | None] = models.ForeignKey(
        File, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(max_length=10, default="en")
    # The other languages the voice speaks, as codes.
    languages: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    topics: models.ManyToManyField[Topic, models.Model] = models.ManyToManyField(Topic, related_name="voices")
    # Weekday ("mon" … "sun") -> [["08:00", "16:30"], …] in `time_zone`: when the voice answers.
    response_hours: models.JSONField[dict[str, list[list[str]]], dict[str, list[list[str]]]] = (
        models.JSONField(default=dict, blank=True)
    )
    time_zone = models.CharField(max_length=60, blank=True)
    # Actor ids under which the voice is known elsewhere; without them nobody can move here (ActivityPub Move).
    also_known_as: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    made_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    resting_since: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # Hidden: neither listed nor searched, its page asks for patience. Muted: what was answered since then waits unseen.
    hidden_since: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    muted_since: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    muted_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    moved_to = models.CharField(max_length=500, blank=True)
    moved_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    closed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="person", person__isnull=False)
                | ~models.Q(kind="person") & models.Q(person=None),
                name="person_voice_has_its_person",
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.handle}"

    @property
    def is_muted(self) -> bool:
        """True while answers to the voice wait unseen."""
        return self.muted_until is not None and self.muted_until > clock.now()

    @property
    def belongs_to_person(self) -> bool:
        """True for a person's own voice: only that person's tap or recorded consent may use it."""
        return self.person_id is not None
