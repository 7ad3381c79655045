"""Give a voice the key pair it signs with, once."""

from manyvoices.core import clock
from manyvoices.federation.models import ActorKey
from manyvoices.federation.signatures import make_key_pair
from manyvoices.voices.models import Voice


def ensure_key(*, voice: Voice) -> ActorKey:
    """The voice's key pair, made now if it has none. Whoever calls it at the same time gets the same pair."""
    known = ActorKey.objects.filter(voice=voice).first()
    if known is not None:
        return known
    pair = make_key_pair()  # 0.1 s of computing, so before the transaction and not in it
    fresh = ActorKey(voice=voice, private=pair.private_pem, public=pair.public_pem, made_at=clock.now())
    ActorKey.objects.bulk_create([fresh], ignore_conflicts=True)
    return ActorKey.objects.get(voice=voice)
