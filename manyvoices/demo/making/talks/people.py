"""The passengers as the organisation knows them: contacts, how each network names them, and whom somebody found to be one."""

from manyvoices.conversations.models import Contact, ContactMerge, Identity
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.talks.plan import Talk
from manyvoices.demo.passengers import Passenger, passengers

# So many who wrote by mail as well were found to be the same by a colleague.
MERGED = 3

Known = dict[tuple[int, str], Identity]


def make_people(ground: Ground, talks: list[Talk]) -> Known:
    """Passenger and network -> the identity, each with its contact; in the order in which they first wrote."""
    everybody, found = passengers(), Known()
    for talk in talks:
        key = (talk.who, talk.network)
        if key not in found:
            found[key] = _identity(ground, everybody[talk.who], talk)
        contact = found[key].contact
        contact.last_seen_at = found[key].seen_at = max(contact.last_seen_at, talk.more_at or talk.at)
    Contact.objects.bulk_create(one.contact for one in found.values())
    Identity.objects.bulk_create(found.values())
    _merge(ground, found)
    return found


def _identity(ground: Ground, who: Passenger, talk: Talk) -> Identity:
    actor = next((one for one in ground.actors if one.username == who.username), None)
    if talk.network == "native" and actor is not None:
        remote_id, address, url = actor.uri, actor.address, actor.url
    elif talk.network == "email":
        remote_id = address = f"{who.username.replace('_', '.')}@post.example"
        url = ""
    else:
        address = f"@{who.username}"
        remote_id = url = f"https://{talk.network.removeprefix('share-')}.example/{who.username}"
    return Identity(
        contact=Contact(name=who.name, first_seen_at=talk.at, last_seen_at=talk.at),
        network=talk.network,
        remote_id=remote_id,
        address=address,
        name=who.name,
        url=url,
        seen_at=talk.at,
    )


def _merge(ground: Ground, found: Known) -> None:
    both = [who for who, network in found if network == "native" and (who, "email") in found][:MERGED]
    merges, gone = [], []
    for who in both:
        kept, other = found[who, "native"].contact, found[who, "email"].contact
        found[who, "email"].contact = kept
        other.merged_into = kept
        kept.first_seen_at = min(kept.first_seen_at, other.first_seen_at)
        kept.last_seen_at = max(kept.last_seen_at, other.last_seen_at)
        gone.append(other)
        merges.append(
            ContactMerge(
                kept=kept,
                gone=other,
                identities=[found[who, "email"].pk],
                because="Writes both ways about the same train",
                by=ground.people["ruth"],
                at=ground.ago(0.5),
            )
        )
    Contact.objects.bulk_update(
        [*gone, *(one.kept for one in merges)], ["merged_into", "first_seen_at", "last_seen_at"]
    )
    Identity.objects.bulk_update([found[who, "email"] for who in both], ["contact"])
    ContactMerge.objects.bulk_create(merges)
