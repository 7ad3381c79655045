"""What stands around the answer form: its draft, what is new since, how much room there is, why it cannot be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from manyvoices import wiring
from manyvoices.conversations.models import Conversation, Message, ReplyDraft
from manyvoices.conversations.permissions import may_answer
from manyvoices.conversations.queries.answering import (
    audience_of_answer,
    first_words,
    news_since,
    saved_replies_for,
    voices_for,
)
from manyvoices.core.refusals import Refused
from manyvoices.networks import registry
from manyvoices.networks.counting import length
from manyvoices.people.models import Person
from manyvoices.web.conversations.answer_form import AnswerForm

# As much news as somebody reads before they press again; the rest stands in the thread.
MOST_NEWS = 20


@dataclass(frozen=True, slots=True)
class Room:
    """How long the words are, as the network counts them (networks/counting.py, js/count.js)."""

    used: int
    limit: int
    rule: str
    parts: int

    @property
    def over(self) -> int:
        """How much too long it is; a network with threads takes any length."""
        return max(0, self.used - self.limit) if self.parts < 2 else 0

    @property
    def thread(self) -> bool:
        """Whether it becomes a thread."""
        return self.parts > 1 and self.used > self.limit


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerPart:
    """Everything the template of the answer shows; `form` is None for whom may not answer, who reads `cannot`.

    `news` are the messages that the kept words have not seen, `version` the conversation's that they belong to.
    """

    form: AnswerForm | None
    cannot: str = ""
    asked: str = "direct"
    first: str = ""
    room: Room | None = None
    version: int = 0
    news: Sequence[Message] = ()
    is_stopped: bool = False
    warnings: Sequence[str] = ()
    refused: str = ""
    saved_at: datetime | None = None


def answer_part(person: Person, one: Conversation, draft: ReplyDraft | None = None) -> AnswerPart:
    """The form as it opens: with the kept words and what was said since, or with the name of who is answered."""
    try:
        may_answer(person, one)
    except Refused as why:
        return AnswerPart(form=None, cannot=str(why))
    asked, first = audience_of_answer(one), first_words(one)
    text = draft.text if draft else first
    news = unseen(one, draft.seen_version) if draft else []
    # While there is news, only the buttons below it say that it was read: what is kept meanwhile has not seen it.
    seen = draft.seen_version if draft and news else one.version
    form = typed_form(person, one, asked, initial={"text": text, "audience": asked, "seen": seen})
    return AnswerPart(
        form=form,
        asked=asked,
        first=first,
        room=_room(one, text),
        version=one.version,
        news=news,
        saved_at=draft.saved_at if draft else None,
    )


def pressed_part(one: Conversation, form: AnswerForm, asked: str, **said: Any) -> AnswerPart:
    """The form as it was pressed, with what `said` adds: why it did not leave."""
    given: dict[str, Any] = {"version": one.version, "first": ""} | said
    return AnswerPart(form=form, asked=asked, room=_room(one, str(form["text"].value() or "")), **given)


def typed_form(person: Person, one: Conversation, asked: str, *args: Any, **kwargs: Any) -> AnswerForm:
    """The form with what this person may choose here. Two queries and one for the tree of units."""
    voices, saved = list(voices_for(person, one)), list(saved_replies_for(person, one))
    return AnswerForm(one, asked, voices, saved, *args, **kwargs)


def unseen(one: Conversation, seen_version: int) -> list[Message]:
    """The newest of what was said since, the oldest first; however long nobody looked."""
    return news_since(one, max(seen_version, one.version - MOST_NEWS))


def _room(one: Conversation, text: str) -> Room | None:
    """None where nothing can be sent: an e-mail, a sighting, an import."""
    if one.network not in wiring.NETWORKS:
        return None
    limits = registry.limits(one.network)
    return Room(length(text, limits.count), limits.length, limits.count, limits.parts)
