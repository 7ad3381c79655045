"""One picture or film, made by us from what was uploaded, and the rights to use it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField


class Source(models.TextChoices):
    """Where a picture comes from."""

    OWN = "own", _("I made it")
    COLLEAGUE = "colleague", _("A colleague made it")
    AGENCY = "agency", _("An agency or a stock library")
    OTHER = "other", _("Somebody else")


class Release(models.TextChoices):
    """Whether the people shown agreed to be shown."""

    NOBODY = "nobody", _("Nobody can be recognised")
    GIVEN = "given", _("Everybody shown agreed")
    MISSING = "missing", _("Not asked yet")
    UNKNOWN = "unknown", _("Unknown")


class File(models.Model):
    """A picture or a film in the media folder. Its name is random, its bytes were made by us from what was uploaded."""

    id = IdField()
    name = models.CharField(max_length=80, unique=True)
    mime = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    # Films: how long they run, and the picture that stands for them until somebody presses play.
    duration_ms = models.PositiveIntegerField(default=0)
    poster: models.ForeignKey["File | None", "File | None"] = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    colour = models.CharField(max_length=7, blank=True)
    made_at = models.DateTimeField()
    source = models.CharField(max_length=20, choices=Source, default=Source.OWN)
    licence = models.CharField(max_length=200, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    people_shown = models.CharField(max_length=500, blank=True)
    release = models.CharField(max_length=20, choices=Release, default=Release.UNKNOWN)
    expires_on: models.DateField[date | None, date | None] = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(width__gt=0, height__gt=0), name="file_has_extent"),
        ]

    @property
    def url(self) -> str:
        """Path on our own host under which the picture is served."""
        return f"/media/{self.name}"


class Subtitle(models.Model):
    """What is said in a film, as WebVTT in the media folder, once a language."""

    id = IdField()
    film: models.ForeignKey[File, File] = models.ForeignKey(
        File, on_delete=models.CASCADE, related_name="subtitles"
    )
    language = models.CharField(max_length=10)
    name = models.CharField(max_length=80, unique=True)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["film", "language"], name="subtitled_once_a_language"),
        ]

    @property
    def url(self) -> str:
        """Path on our own host under which the words are served."""
        return f"/media/{self.name}"
