"""Messages and the organisation's topics as triage takes them, and what it said of a batch."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from manyvoices.conversations import triage
from manyvoices.conversations.models import Message
from manyvoices.conversations.triage import Topics, Triaged
from manyvoices.people.models import Topic

TriageMany = Callable[[Sequence[str], Topics], Sequence[Triaged]]


@dataclass(frozen=True, slots=True)
class Subjects:
    """The open topics, ready to be asked about, and the id of each by its name."""

    topics: Topics
    ids: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What triage said of messages, by id, each with the words it read; `model` is the TriageModel that said it."""

    by_message: Mapping[int, tuple[str, Triaged]]
    topics: Mapping[str, int]
    model: int | None = None

    def of(self, message: Message) -> Triaged | None:
        """What was said of the message, if it still says what triage read."""
        read, said = self.by_message.get(message.pk, ("", None))
        return said if said is not None and read == text_of(message) else None


def subjects() -> Subjects:
    """The open topics of the organisation. One query."""
    rows = list(Topic.objects.filter(closed_at=None).order_by("id"))
    return Subjects(
        _prepared(tuple((row.name, words_of(row)) for row in rows)), {row.name: row.pk for row in rows}
    )


def text_of(message: Message) -> str:
    """The words that triage reads: what stands before them counts too."""
    return f"{message.content_warning}\n{message.text}" if message.content_warning else message.text


def triaged(
    messages: Iterable[Message],
    known: Subjects,
    triage_many: TriageMany | None = None,
    model: int | None = None,
) -> Told:
    """What `triage_many`, or the cold start, says of the messages. Computes only: it asks no database."""
    rows = list(messages)
    texts = [text_of(row) for row in rows]
    said = (triage_many or cold_many)(texts, known.topics)
    pairs = zip(texts, said, strict=True)
    return Told({row.pk: pair for row, pair in zip(rows, pairs, strict=True)}, known.ids, model)


def cold_many(texts: Sequence[str], topics: Topics) -> list[Triaged]:
    """The cold start, which needs nothing but the words."""
    return [triage.cold(text, topics) for text in texts]


def words_of(row: Topic) -> tuple[str, ...]:
    """The words beside its name that point to a topic."""
    return (*row.names.values(), row.tag, row.description)


@lru_cache(maxsize=4)
def _prepared(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> Topics:
    return triage.prepare(triage.Topic(name, words) for name, words in rows)
