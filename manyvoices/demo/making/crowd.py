"""The passengers as our server knows them: who follows whom, what they liked, asked and were answered."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from manyvoices.core.ids import new_id
from manyvoices.core.markup.plain import to_html
from manyvoices.demo.content_files import read, shared_voices
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.posts import Said, write
from manyvoices.demo.passengers import Passenger, passengers
from manyvoices.demo.saying import said
from manyvoices.federation.hosts import domain_of
from manyvoices.federation.models import Follower, FrozenHost, Note, Reaction, ReactionKind, RemoteActor
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice, VoiceKind

OFFICIAL_CROWD = 90  # whoever follows the official account is among the first passengers
# Who answers, after how long: the centre between two meetings, a colleague between two trains.
CENTRE = (0.3, 6 * 60, 44 * 60)
COLLEAGUE = (0.8, 4, 150)


def make_crowd(ground: Ground) -> None:
    """Remote actors, followers, replies, reactions and our answers."""
    origin = ground.mark.peer_origin
    FrozenHost.objects.create(
        origin=ground.mark.origin, frozen_at=ground.ago(180), because="The second server knows the voices"
    )
    ground.actors = [_actor(ground, one, origin) for one in passengers()]
    RemoteActor.objects.bulk_create(ground.actors)
    _followers(ground)
    _reactions(ground)
    _conversations(ground)


def official_handle() -> str:
    """The one official account."""
    return str(shared_voices()[0]["handle"])


def _actor(ground: Ground, one: Passenger, origin: str) -> RemoteActor:
    return RemoteActor(
        uri=one.uri(origin),
        domain=domain_of(origin),
        username=one.username,
        name=one.name,
        url=one.uri(origin),
        inbox=f"{one.uri(origin)}/inbox",
        shared_inbox=f"{origin}/inbox",
        key_id=one.key_id(origin),
        public_key=ground.public_key,
        fetched_at=ground.ago(170),
    )


def _followers(ground: Ground) -> None:
    Follower.objects.bulk_create(
        Follower(
            voice=voice,
            actor=actor,
            activity_id=f"{actor.uri}#follow-{voice.handle}",
            since=ground.ago(chance.uniform(1, 170)),
        )
        for voice in ground.voices.values()
        for chance in [ground.chance("followers", voice.handle)]
        for actor in _crowd_of(ground, voice, chance)
    )


def _crowd_of(ground: Ground, voice: Voice, chance: Random) -> list[RemoteActor]:
    """A colleague is followed by people of the neighbourhood, the official account by those who follow anything.

    Lena follows every voice, so that whatever a visitor publishes reaches the second server.
    """
    lena, everybody = ground.actors[0], ground.actors[1:]
    if voice.handle == official_handle():
        found = chance.sample(everybody[:OFFICIAL_CROWD], 74)
    elif voice.kind == VoiceKind.PERSON:
        start = chance.randrange(len(everybody))
        around = [everybody[(start + step) % len(everybody)] for step in range(85)]
        found = chance.sample(around, chance.randint(16, 48))
    else:
        found = chance.sample(everybody, chance.randint(14, 30))
    return [lena, *found]


def _reactions(ground: Ground) -> None:
    rows = []
    for number, note in enumerate(ground.notes):
        chance = ground.chance("likes", number)
        most = 3 if note.kind == PostKind.PROMOTION else 14
        for actor in chance.sample(ground.actors, chance.randint(0, most)):
            kind = ReactionKind.ANNOUNCE if chance.random() < 0.12 else ReactionKind.LIKE
            at = _before_today(ground, note.published_at + timedelta(minutes=chance.randint(2, 900)))
            where = f"{actor.uri}#{kind}-{note.pk}"
            rows.append(Reaction(kind=kind, actor=actor, note=note, activity_id=where, at=at))
    Reaction.objects.bulk_create(rows)


def _conversations(ground: Ground) -> None:
    words = read("passengers")
    replies, answers = [], []
    for number, note in enumerate(ground.notes):
        chance = ground.chance("replies", number)
        is_official = note.kind == PostKind.PROMOTION
        language = "official_replies" if is_official else f"replies_{note.language}"
        count = int(chance.random() < 0.5) if is_official else chance.choice((0, 0, 0, 1, 1, 2))
        for text, known in chance.sample(list(words[language].items()), count):
            reply = _reply(ground, note, said(text, chance), chance)
            replies.append(reply)
            answers += list(_answer(ground, reply, said(chance.choice(known), chance), chance))
    Note.objects.bulk_create(replies)
    ground.notes += write(sorted(answers, key=lambda one: (one.at, one.voice.handle)))


def _reply(ground: Ground, note: Note, text: str, chance: Random) -> Note:
    actor, pk = chance.choice(ground.actors), new_id()
    at = _before_today(ground, note.published_at + timedelta(minutes=chance.randint(3, 300)))
    uri = f"{actor.uri}/notes/{pk}"
    return Note(
        id=pk,
        uri=uri,
        url=uri,
        actor=actor,
        in_reply_to=note,
        in_reply_to_uri=note.uri,
        html=str(to_html(text)),
        language=note.language,
        kind=PostKind.REPLY,
        published_at=at,
        received_at=at,
    )


def _answer(ground: Ground, reply: Note, text: str, chance: Random) -> Iterator[Said]:
    """Our answer, if somebody found the time."""
    note = reply.in_reply_to
    if note is None or note.voice is None or note.channel is None:
        return
    voice = note.voice
    share, least, most = CENTRE if note.kind == PostKind.PROMOTION else COLLEAGUE
    at = reply.published_at + timedelta(minutes=chance.randint(int(least), int(most)))
    if chance.random() > share or at >= ground.anchor:
        return
    yield Said(
        at=at,
        voice=voice,
        channel=note.channel,
        author=_author(ground, voice, chance),
        text=text,
        language=note.language,
        kind=PostKind.REPLY,
        answers=reply,
    )


def _author(ground: Ground, voice: Voice, chance: Random) -> Person:
    if voice.person is not None:
        return voice.person
    told = next(one for one in shared_voices() if one["handle"] == voice.handle)
    return ground.people[chance.choice(told["speakers"])]


def _before_today(ground: Ground, at: datetime) -> datetime:
    return min(at, ground.anchor - timedelta(minutes=1))
