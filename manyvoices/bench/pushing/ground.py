"""Whom the bench pushes to: people on other servers who follow one voice."""

from collections.abc import Sequence

from manyvoices.core import clock
from manyvoices.federation.actions.ensure_key import ensure_key
from manyvoices.federation.models import Follower, RemoteActor
from manyvoices.voices.models import Voice

CHUNK = 500


def follow(voice: Voice, origins: Sequence[str], people: int, *, shared: bool) -> list[str]:
    """The inboxes of so many new followers, spread over the servers, who are the only ones from now on.

    With `shared` there is one inbox a server, else one a person.
    """
    key, now = ensure_key(voice=voice), clock.now()
    Follower.objects.filter(voice=voice, ended_at=None).update(ended_at=now)
    actors = []
    for number in range(people):
        origin = origins[number % len(origins)]
        uri = f"{origin}/users/{now:%H%M%S%f}-{number}"
        actors.append(
            RemoteActor(
                uri=uri,
                domain=origin.split("//")[1],
                username=f"user{number}",
                inbox=f"{uri}/inbox",
                shared_inbox=f"{origin}/inbox" if shared else "",
                key_id=f"{uri}#main-key",
                public_key=key.public,
                fetched_at=now,
            )
        )
    RemoteActor.objects.bulk_create(actors, batch_size=CHUNK)
    rows = [Follower(voice=voice, actor=actor, activity_id=f"{actor.uri}#f", since=now) for actor in actors]
    Follower.objects.bulk_create(rows, batch_size=CHUNK)
    return list(dict.fromkeys(actor.shared_inbox or actor.inbox for actor in actors))
