"""Which voices are actors: live, on the native network, with a key. Others do not exist for other servers."""

from django.db.models import QuerySet

from manyvoices.core.models import World
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import with_profile

NATIVE = "native"


def without_key() -> "QuerySet[Voice]":
    """The open voices of the native network that still need their key."""
    return _native().filter(actor_key=None, closed_at=None)


def actors() -> "QuerySet[Voice]":
    """The voices that other servers may ask for, with key, brand and picture; a closed one is among them."""
    return _native().filter(actor_key__isnull=False).select_related("actor_key", "brand", "picture")


def presented() -> "QuerySet[Voice]":
    """The same with everything their documents show."""
    return with_profile(actors())


def _native() -> "QuerySet[Voice]":
    return Voice.objects.filter(world=World.LIVE, channels__network=NATIVE).distinct()
