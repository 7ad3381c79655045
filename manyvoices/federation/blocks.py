"""Who is kept away, from one voice or from all (a block without a voice)."""

from django.db.models import Q, QuerySet

from manyvoices.federation.models import Block, RemoteActor
from manyvoices.voices.models import Voice


def standing(voice: Voice | None) -> "QuerySet[Block]":
    """The blocks that hold for `voice`; None asks for those of the whole installation alone."""
    return Block.objects.filter(Q(voice=None) | Q(voice=voice), ended_at=None)


def without_blocked(actors: "QuerySet[RemoteActor]", voice: Voice | None) -> "QuerySet[RemoteActor]":
    """Those of `actors` that are blocked neither themselves nor with their domain."""
    # Without NULLs: in SQL nothing is NOT IN a list that holds one.
    people = standing(voice).filter(actor__isnull=False).values("actor")
    domains = standing(voice).exclude(domain="").values("domain")
    return actors.exclude(pk__in=people).exclude(domain__in=domains)


def is_blocked(actor: RemoteActor, voice: Voice | None) -> bool:
    """Whether `actor` is kept away from `voice`."""
    return (
        standing(voice)
        .filter(Q(actor=actor) | Q(domain=actor.domain))
        .exclude(actor=None, domain="")
        .exists()
    )


def blocked_domains() -> set[tuple[int | None, str]]:
    """The blocked domains with the voice they are blocked for (None: all), for a look at many rows at once."""
    found = Block.objects.filter(ended_at=None).exclude(domain="")
    return set(found.values_list("voice_id", "domain"))
