"""What one can read about here: everything, a voice, a topic, a unit, a language. Pages, feeds and embeds show the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.utils.text import slugify
from django.utils.translation import get_language

from manyvoices.core.markup.entities import tag_name
from manyvoices.federation.queries import Stretch, notes_by, notes_in, opening_notes, stretch, tagged
from manyvoices.people.models import Topic, Unit
from manyvoices.people.queries import organisation
from manyvoices.people.spoken import own_name
from manyvoices.people.units import below
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import public_voice, public_voices

Posts = Callable[[int, int | None], Stretch]


@dataclass(frozen=True)
class Subject:
    """`path` is its page, `posts(size, before)` its newest posts, `voices` those that speak about it or from there."""

    title: str
    summary: str
    path: str
    language: str
    since: datetime
    posts: Posts
    voices: Callable[[], Sequence[Voice]]


def everything() -> Subject | None:
    """All voices together; None before the organisation is set up."""
    found = organisation()
    if found is None:
        return None
    return Subject(
        title=found.name,
        summary=found.introduction,
        path="/",
        language=found.language,
        since=found.set_up_at,
        posts=lambda size, before: stretch(opening_notes(), size=size, before=before),
        voices=lambda: list(public_voices()),
    )


def voice_subject(handle: str) -> Subject | None:
    """One voice; None for an unknown, closed, hidden or not public one."""
    found = public_voice(handle)
    if found is None or found.hidden_since is not None:
        return None
    return Subject(
        title=found.name,
        summary=found.bio,
        path=f"/@{found.handle}",
        language=found.language,
        since=found.made_at,
        posts=lambda size, before: stretch(opening_notes(found), size=size, before=before),
        voices=lambda: [found],
    )


def topic_subject(tag: str) -> Subject | None:
    """A topic of the organisation, or a hashtag that somebody used; None for what nobody speaks about."""
    whole, name = organisation(), tag_name(tag)
    topic = Topic.objects.filter(tag=name, closed_at=None).first()
    if whole is None or (topic is None and not tagged(name, size=1).notes):
        return None
    return Subject(
        title=topic_name(topic) if topic else f"#{name}",
        summary=topic.description if topic else "",
        path=topic_path(name),
        language=whole.language,
        since=topic.made_at if topic else whole.set_up_at,
        posts=lambda size, before: tagged(name, size=size, before=before),
        voices=lambda: list(public_voices().filter(topics__tag=name, topics__closed_at=None)),
    )


def unit_subject(unit_id: int) -> Subject | None:
    """A unit with what is below it; None for one that has no public voice."""
    whole, unit = organisation(), Unit.objects.filter(pk=unit_id, closed_at=None).first()
    inside = below(dict(Unit.objects.values_list("pk", "parent_id")), unit_id)
    voices = list(public_voices().filter(unit__in=inside))
    if whole is None or unit is None or not voices:
        return None
    keys = {voice.pk for voice in voices}
    return Subject(
        title=unit.name,
        summary="",
        path=unit_path(unit),
        language=unit.language or whole.language,
        since=min(voice.made_at for voice in voices),
        posts=lambda size, before: notes_by(keys, size=size, before=before),
        voices=lambda: voices,
    )


def language_subject(code: str) -> Subject | None:
    """What is said in one language; None for one that nobody here speaks or wrote in."""
    whole = organisation()
    voices = [voice for voice in public_voices() if code in spoken(voice)]
    if whole is None or (not voices and not stretch(notes_in(code), size=1).notes):
        return None
    return Subject(
        title=own_name(code),
        summary="",
        path=f"/languages/{code}",
        language=code,
        since=whole.set_up_at,
        posts=lambda size, before: stretch(notes_in(code), size=size, before=before),
        voices=lambda: voices,
    )


def topic_name(topic: Topic) -> str:
    """The topic's name in the language of the page."""
    return topic.names.get(get_language() or "") or topic.name


def topic_path(tag: str) -> str:
    """The page of a hashtag."""
    return f"/topics/{quote(tag)}"


def unit_path(unit: Unit) -> str:
    """The page of a unit; its name is there for people alone."""
    slug = slugify(unit.name)
    return f"/units/{unit.pk}-{slug}" if slug else f"/units/{unit.pk}"


def spoken(voice: Voice) -> list[str]:
    """The languages of a voice, its first one first."""
    return list(dict.fromkeys([voice.language, *voice.languages]))
