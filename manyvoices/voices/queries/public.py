"""The voices everybody may see, and what their profiles say."""

from django.db.models import Prefetch, QuerySet

from manyvoices.core.models import World
from manyvoices.people.models import Topic
from manyvoices.voices.models import ProfileField, Voice


def public_voices() -> "QuerySet[Voice]":
    """Living voices of the live world that do not hide, with brand and picture, the brands first, then by name.

    What lists or searches voices begins here.
    """
    return _living().filter(hidden_since=None).order_by("kind", "name")


def public_voice(handle: str) -> Voice | None:
    """The living voice with this handle, with what its profile says; one that hides is there, marked as such."""
    return with_profile(_living().filter(handle=handle.lower())).first()


def with_profile(voices: "QuerySet[Voice]") -> "QuerySet[Voice]":
    """The voices with header, unit, lines in their order and open topics, in two queries more whatever their number."""
    lines = ProfileField.objects.order_by("position")
    topics = Topic.objects.filter(closed_at=None).order_by("name")
    return voices.select_related("header", "unit").prefetch_related(
        Prefetch("fields", lines), Prefetch("topics", topics)
    )


def _living() -> "QuerySet[Voice]":
    return Voice.objects.filter(world=World.LIVE, closed_at=None).select_related("brand", "picture")
