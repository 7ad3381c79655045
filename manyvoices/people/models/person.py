"""Somebody of the organisation: the login."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.media.models import File
from manyvoices.people.models.organisation import Unit


class People(BaseUserManager["Person"]):
    """Finds people by what they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this login, whatever its case."""
        return self.get(login__iexact=username)


class Track(models.TextChoices):
    """What somebody chose for themselves; changeable, and empty until they choose."""

    AMBASSADOR = "ambassador", _("Ambassador")
    SOCIAL_EMPLOYEE = "social_employee", _("Social employee")


class Person(AbstractBaseUser):
    """A person. E-mail and login are both optional: front-line staff sign in by personnel number or QR link."""

    id = IdField()
    name = models.CharField(max_length=120)
    email: models.EmailField[str | None, str | None] = models.EmailField(null=True, blank=True, unique=True)
    login: models.CharField[str | None, str | None] = models.CharField(
        max_length=60, null=True, blank=True, unique=True
    )
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="people"
    )
    picture: models.ForeignKey[File | None, File | None] = models.ForeignKey(
        File, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(max_length=10, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    # Further languages the person speaks, as codes; `language` is the one of the pages they see.
    languages: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    # Single-letter keys get in the way of those who speak to their device: whoever wants none has none (WCAG 2.1.4).
    keys_off = models.BooleanField(default=False)
    # Weekday ("mon" … "sun") -> [["08:00", "16:30"], …] in the person's zone; empty is not said.
    working_pattern: models.JSONField[dict[str, list[list[str]]], dict[str, list[list[str]]]] = (
        models.JSONField(default=dict, blank=True)
    )
    track = models.CharField(max_length=20, choices=Track, blank=True)
    track_chosen_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    coach: models.ForeignKey["Person | None", "Person | None"] = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="coached"
    )
    buddy: models.ForeignKey["Person | None", "Person | None"] = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="buddy_of"
    )
    minutes_agreed_by: models.ForeignKey["Person | None", "Person | None"] = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    minutes_agreed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )
    weekly_minutes: models.PositiveSmallIntegerField[int | None, int | None] = (
        models.PositiveSmallIntegerField(null=True, blank=True)
    )
    joined_at = models.DateTimeField()
    left_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, blank=True
    )
    is_active = models.BooleanField(default=True)

    objects = People()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("login"), name="login_once_in_any_case"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-is_active", "name", "id"], name="person_by_name"),
        ]

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as allauth and Django ask for it."""
        return self.name

    @classmethod
    def normalise_email(cls, email: str) -> str:
        """How an address is stored and compared: without space around it, in lower case."""
        return email.strip().lower()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permissions are not used; `permissions.py` of each app decides."""
        return False
