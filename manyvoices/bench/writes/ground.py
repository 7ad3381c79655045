"""The rows of the bench: one person who writes, and thousands of posts that are due."""

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.people.models import (
    Brand,
    Consent,
    ConsentWording,
    Grant,
    Organisation,
    Person,
    Purpose,
    Right,
    Unit,
    UnitKind,
)
from manyvoices.publishing.models import Delivery, Post, Variant
from manyvoices.voices.models import Channel, Voice, VoiceKind


def make_writer() -> tuple[Person, Channel]:
    """A person with a voice of their own on the practice network, and everything it takes to publish."""
    now = clock.now()
    Organisation.objects.create(name="Bench", set_up_at=now)
    unit = Unit.objects.create(kind=UnitKind.LEGAL_ENTITY, name="Bench")
    brand = Brand.objects.create(name="Bench", is_default=True)
    writer = Person.objects.create(name="Bo", email="bo@bench.example", unit=unit, joined_at=now)
    Grant.objects.create(person=writer, right=Right.PUBLISH, unit=unit, reason="bench", given_at=now)
    voice = Voice.objects.create(
        kind=VoiceKind.PERSON,
        person=writer,
        unit=unit,
        brand=brand,
        handle="bo",
        name="Bo",
        made_at=now,
        changed_at=now,
    )
    channel = Channel.objects.create(voice=voice, network="sandbox", address="bo", connected_at=now)
    wording = ConsentWording.objects.create(
        purpose=Purpose.PUBLISH, version=1, language="en", text="I agree."
    )
    Consent.objects.create(person=writer, purpose=Purpose.PUBLISH, wording=wording, given_at=now)
    return writer, channel


def make_due(writer: Person, channel: Channel, count: int) -> None:
    """So many posts with a delivery each, all due now."""
    now = clock.now()
    posts = [
        Post(
            voice=channel.voice,
            prepared_by=writer,
            released_by=writer,
            made_at=now,
            saved_at=now,
            released_at=now,
        )
        for _ in range(count)
    ]
    variants = [
        Variant(post=post, language="en", text="words", made_by=writer, made_at=now) for post in posts
    ]
    rows = [_delivery(post, channel, variant) for post, variant in zip(posts, variants, strict=True)]
    Post.objects.bulk_create(posts, batch_size=500)
    Variant.objects.bulk_create(variants, batch_size=500)
    Delivery.objects.bulk_create(rows, batch_size=500)


def _delivery(post: Post, channel: Channel, variant: Variant) -> Delivery:
    pk, now = new_id(), clock.now()
    return Delivery(
        id=pk,
        post=post,
        channel=channel,
        variant=variant,
        key=str(pk),
        world=post.world,
        network=channel.network,
        kind=post.kind,
        made_at=now,
        due_at=now,
    )
