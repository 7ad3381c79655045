"""Who knows about what: every public voice with its subjects, and how well it answers a question.

A few hundred voices are read as they stand and matched here: there is no second copy that could be out of date.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from manyvoices.core.search import Query, folded
from manyvoices.core.search.parsing import Part
from manyvoices.people.models import Expertise, Topic
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import open_speaking_rows
from manyvoices.voices.queries import public_voices
from manyvoices.voices.queries.named import agreed
from manyvoices.web.public.subjects import topic_name

# "Who can tell me about …?": what a question is made of says nothing about its subject.
ASKING = frozenset(
    folded(
        "a about and anyone can do does for from have how i in is it know knows me my of on or please tell the to what "
        "when where which who whom why with you your alles an auf aus bei bitte das dem den der des die ein eine einen "
        "es für habe ich im ist jemand kann kennt können man mein mich mir mit oder sagen sich über um und von wann warum "
        "was wegen weiß wen wer wie wo zu zum zur"
    )
)
# An ending more or less: brake and brakes, Zug and Züge.
ENDING = 2
STEM = 3


@dataclass
class Knowing:
    """A voice, its open topics, and the people behind a shared one who agreed to be named, with what they know."""

    voice: Voice
    topics: list[Topic]
    named: dict[str, list[Topic]] = field(default_factory=dict)

    def texts(self) -> Iterator[tuple[int, str]]:
        """What is known of the voice, each with how much a hit in it says."""
        for topic in self.topics:
            yield from topic_texts(topic)
        for name, topics in self.named.items():
            yield 4, name
            for topic in topics:
                yield from topic_texts(topic)
        yield 5, self.voice.role_line
        yield 4, f"{self.voice.name} {self.voice.handle}"
        yield 2, self.voice.bio


def topic_texts(topic: Topic) -> Iterator[tuple[int, str]]:
    """What is known of a topic, each with how much a hit in it says."""
    yield 8, " ".join([topic.name, topic.tag, *topic.names.values()])
    yield 3, topic.description


def everyone() -> list[Knowing]:
    """Every public voice, brands first, then by name; five queries whatever their number."""
    found = {voice.pk: Knowing(voice, []) for voice in public_voices().select_related("unit")}
    # Paired here: a prefetch makes a query set for each voice, which took longer than the queries.
    topics = Topic.objects.filter(closed_at=None).in_bulk()
    pairs = Voice.topics.through._default_manager.filter(topic__closed_at=None).order_by("topic__name")
    for voice, topic in pairs.values_list("voice_id", "topic_id"):
        if voice in found and topic in topics:
            found[voice].topics.append(topics[topic])
    speakers = agreed(open_speaking_rows().filter(person__is_active=True, voice__person=None))
    rows = list(speakers.select_related("person").order_by("person__name", "pk"))
    known: dict[int, list[Topic]] = {}
    expertise = Expertise.objects.filter(person__in={row.person_id for row in rows}, ended_at=None)
    for one in expertise.filter(topic__closed_at=None).select_related("topic").order_by("topic__name"):
        known.setdefault(one.person_id, []).append(one.topic)
    for row in rows:
        if row.voice_id in found:
            found[row.voice_id].named[row.person.name] = known.get(row.person_id, [])
    return list(found.values())


def asked_for(query: Query) -> list[Part]:
    """What a question is about: its words without those that only ask; all of them where nothing else is left."""
    telling = [part for part in query.parts if not set(part.words) <= ASKING]
    return telling or list(query.parts)


def score(parts: Sequence[Part], texts: Iterable[tuple[int, str]]) -> tuple[int, int]:
    """How many of the parts are answered, and how well; (0, 0) is no answer."""
    words = [(weight, _folded(text)) for weight, text in texts if text]
    best = [max((weight for weight, there in words if _stands(part, there)), default=0) for part in parts]
    return sum(weight > 0 for weight in best), sum(best)


def best_first(query: Query, all_of_them: Iterable[Knowing]) -> list[Knowing]:
    """Those who answer the question, the best first; everybody, in their order, where nothing is asked."""
    parts = asked_for(query)
    if not parts:
        return list(all_of_them)
    scored = [(score(parts, one.texts()), one) for one in all_of_them]
    return [one for points, one in sorted(scored, key=lambda pair: pair[0], reverse=True) if points[0]]


def topics_about(query: Query) -> list[Topic]:
    """The open topics that a question is about, the best first; none where nothing is asked."""
    parts = asked_for(query)
    rows = Topic.objects.filter(closed_at=None).order_by("name") if parts else Topic.objects.none()
    scored = [(score(parts, topic_texts(row)), row) for row in rows]
    return [row for points, row in sorted(scored, key=lambda pair: pair[0], reverse=True) if points[0]]


def topic_names(topics: Iterable[Topic]) -> list[dict[str, str]]:
    """Name and tag of each, in the language of the page."""
    return [{"name": topic_name(topic), "tag": topic.tag} for topic in topics]


@lru_cache(maxsize=10_000)
def _folded(text: str) -> tuple[str, ...]:
    """By the text itself, so it cannot be out of date: the next question finds most texts folded already."""
    return tuple(folded(text))


def _stands(part: Part, there: Sequence[str]) -> bool:
    *before, last = part.words
    near = (at for at, word in enumerate(there) if _near(part, last, word))
    return any(at >= len(before) and list(there[at - len(before) : at]) == before for at in near)


def _near(part: Part, asked: str, word: str) -> bool:
    if not part.begins:
        return asked == word
    shorter = len(word) >= STEM and 0 <= len(asked) - len(word) <= ENDING
    return word.startswith(asked) or (shorter and asked.startswith(word))
