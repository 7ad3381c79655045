"""Ninety days of posts: each with its words, its delivery and its note, as if the worker had sent it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from manyvoices.core.ids import new_id
from manyvoices.demo.content_files import Table, own_voices, shared_voices
from manyvoices.demo.hours import moments
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.pictures import Drawn
from manyvoices.demo.saying import texts
from manyvoices.federation import uris
from manyvoices.federation.content import content
from manyvoices.federation.models import Note, NoteTag
from manyvoices.federation.rendering.tags import tags
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment, Delivery, Post, State, Variant
from manyvoices.voices.addresses import page_url
from manyvoices.voices.models import Channel, Voice


@dataclass(frozen=True)
class Said:
    """One thing a voice said. `answers` is the note it replies to."""

    at: datetime
    voice: Voice
    channel: Channel
    author: Person
    text: str
    language: str
    kind: str = PostKind.STORY
    picture: Drawn | None = None
    answers: Note | None = None


def make_posts(ground: Ground, drawn: dict[str, Drawn]) -> None:
    """All posts, the oldest first, so that ids and times sort alike."""
    everything = [*_own(ground, drawn), *_shared(ground)]
    ground.notes = write(sorted(everything, key=lambda one: (one.at, one.voice.handle)))


def write(everything: list[Said]) -> list[Note]:
    """The rows of what was said, and its notes."""
    posts, variants, deliveries, notes, attached = [], [], [], [], []
    for said in everything:
        post = _post(said)
        variant = Variant(
            post=post, language=said.language, text=said.text, made_by=said.author, made_at=said.at
        )
        delivery = _delivery(post, variant, said)
        posts.append(post)
        variants.append(variant)
        deliveries.append(delivery)
        notes.append(_note(delivery, said))
        if said.picture:
            attached.append(Attachment(post=post, file=said.picture.file, alt=said.picture.alt))
    Post.objects.bulk_create(posts)
    through: Any = Post.channels.through
    through.objects.bulk_create(
        through(post_id=post.pk, channel_id=said.channel.pk)
        for post, said in zip(posts, everything, strict=True)
    )
    Variant.objects.bulk_create(variants)
    Attachment.objects.bulk_create(attached)
    Note.objects.bulk_create(notes)
    Delivery.objects.bulk_create(deliveries)
    NoteTag.objects.bulk_create(NoteTag(note=note, tag=tag) for note in notes for tag in _hashtags(note))
    return notes


def _own(ground: Ground, drawn: dict[str, Drawn]) -> Iterator[Said]:
    for told in own_voices():
        chance = ground.chance("posts", told["handle"])
        others = told.get("other", [])
        count = min(len(others) * 2, ground.posts_each)
        words = texts(told["posts"], ground.posts_each - count, chance)
        elsewhere = texts(others, count, chance) if count else []
        mixed = [(text, told["language"]) for text in words]
        mixed += [(text, "de" if told["language"] == "en" else "en") for text in elsewhere]
        chance.shuffle(mixed)
        times = moments(ground.anchor, told["shift"], len(mixed), chance)
        shown = len(mixed) - 3  # the third newest bears the picture
        for place, ((text, language), at) in enumerate(zip(mixed, times, strict=True)):
            yield Said(
                at=at,
                voice=ground.voices[told["handle"]],
                channel=ground.channels[told["handle"]],
                author=ground.people[told["handle"]],
                text=text,
                language=language,
                picture=drawn.get(told.get("picture", "")) if place == shown else None,
            )


def _shared(ground: Ground) -> Iterator[Said]:
    for told in shared_voices():
        chance = ground.chance("posts", told["handle"])
        count = min(told["count"], ground.posts_each * 3)
        times = moments(ground.anchor, _shift(told), count, chance)
        for at, text in zip(times, texts(told["posts"], count, chance), strict=True):
            yield Said(
                at=at,
                voice=ground.voices[told["handle"]],
                channel=ground.channels[told["handle"]],
                author=ground.people[chance.choice(told["speakers"])],
                text=text,
                language=told["language"],
                kind=told["post_kind"],
            )


def _shift(told: Table) -> str:
    return {"nightshift": "night", "care": "evening"}.get(told["handle"], "office")


def _post(said: Said) -> Post:
    return Post(
        voice=said.voice,
        kind=said.kind,
        language=said.language,
        prepared_by=said.author,
        released_by=said.author,
        made_at=said.at,
        saved_at=said.at,
        time_zone="Europe/Berlin",
        released_at=said.at,
        published_at=said.at,
    )


def _delivery(post: Post, variant: Variant, said: Said) -> Delivery:
    pk = new_id()
    return Delivery(
        id=pk,
        post=post,
        channel=said.channel,
        variant=variant,
        key=str(pk),
        world=post.world,
        network=said.channel.network,
        kind=said.kind,
        state=State.SENT,
        made_at=said.at,
        sending_at=said.at,
        sent_at=said.at,
        done_at=said.at,
    )


def _note(delivery: Delivery, said: Said) -> Note:
    pk = new_id()
    pictures = [said.picture.shown()] if said.picture else []
    note = Note(
        id=pk,
        uri=uris.note(pk),
        url=f"{page_url(said.voice)}/{pk}",
        voice=said.voice,
        channel=said.channel,
        delivery_key=delivery.key,
        in_reply_to=said.answers,
        in_reply_to_uri=said.answers.uri if said.answers else "",
        kind=said.kind,
        published_at=said.at,
        **content(text=said.text, content_warning="", language=said.language, pictures=pictures),
    )
    delivery.remote_id, delivery.url = note.uri, note.url
    return note


def _hashtags(note: Note) -> list[str]:
    named = [tag["name"].removeprefix("#").casefold() for tag in tags(note.html) if tag["type"] == "Hashtag"]
    return list(dict.fromkeys(named))
