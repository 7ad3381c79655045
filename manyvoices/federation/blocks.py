"""Who is kept away, from one voice or from all (a block without a voice). A blocked domain takes those below it along."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from manyvoices.federation.hosts import domain_and_above
from manyvoices.federation.models import Block, RemoteActor
from manyvoices.voices.models import Voice


def standing(voice: Voice | None) -> "QuerySet[Block]":
    """The blocks that hold for `voice`; None asks for those of the whole installation alone."""
    return Block.objects.filter(Q(voice=None) | Q(voice=voice), ended_at=None)


def without_blocked(actors: "QuerySet[RemoteActor]", voice: Voice | None) -> "QuerySet[RemoteActor]":
    """Those of `actors` that are blocked neither themselves nor with their domain."""
    # Without NULLs: in SQL nothing is NOT IN a list that holds one.
    people = standing(voice).filter(actor__isnull=False).values("actor")
    return actors.exclude(pk__in=people).exclude(Exists(covering(standing(voice))))


def covering(blocks: "QuerySet[Block]") -> "QuerySet[Block]":
    """Those of `blocks` whose domain is that of the outer query's actor, or above it."""
    theirs = ExpressionWrapper(OuterRef("domain"), output_field=CharField())
    named = blocks.exclude(domain="").annotate(theirs=theirs, below=Concat(Value("."), F("domain")))
    return named.filter(Q(theirs=F("domain")) | Q(theirs__endswith=F("below")))


def is_blocked(actor: RemoteActor, voice: Voice | None) -> bool:
    """Whether `actor` is kept away from `voice`."""
    domains = Q(domain__in=domain_and_above(actor.domain))
    return standing(voice).filter(Q(actor=actor) | domains).exists()


def is_domain_blocked(domain: str, voice: Voice | None) -> bool:
    """Whether a server, or a domain above it, is kept away from `voice`."""
    return standing(voice).filter(domain__in=domain_and_above(domain)).exists()


def blocked_domains() -> set[tuple[int | None, str]]:
    """The blocked domains with the voice they are blocked for (None: all), for a look at many rows at once."""
    found = Block.objects.filter(ended_at=None).exclude(domain="")
    return set(found.values_list("voice_id", "domain"))
