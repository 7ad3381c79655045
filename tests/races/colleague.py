"""One who answers, for tests.races.answers: `python -m tests.races.colleague guarded|naive NUMBER`.

Reads lines of [conversation, version seen, moment], answers at that moment, and says what became of it.
"""

import json
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tests.ground.opening import open_ground

if TYPE_CHECKING:
    from manyvoices.conversations.models import Conversation

LOOKS = 0.02  # seconds between looking and writing in the broken twin


def answer(name: str, conversation: int, version: int, moment: float) -> str:
    """ "sent", or "stopped" where something unseen stood there."""
    from manyvoices.conversations.actions.answer_conversation import (  # noqa: PLC0415 -- needs django.setup()
        answer_conversation,
    )
    from manyvoices.conversations.answering import Unseen  # noqa: PLC0415
    from manyvoices.conversations.models import Conversation  # noqa: PLC0415
    from manyvoices.people.models import Person  # noqa: PLC0415

    one, who = Conversation.objects.get(pk=conversation), Person.objects.get(name=name)
    time.sleep(max(0.0, moment - time.time()))
    try:
        answer_conversation(
            actor=who,
            conversation=one,
            voice=one.voice,  # type: ignore[arg-type]  # the cast's brand voice
            text=f"{name} answers at {moment}.",
            seen_version=version,
        )
    except Unseen:
        return "stopped"
    return "sent"


def look_first_write_then() -> None:
    """The broken twin: the version is compared, and raised a moment later, as whoever forgets the condition does."""
    from django.db.models import F  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.conversations.answering import Unseen, news_since  # noqa: PLC0415
    from manyvoices.conversations.models import Conversation  # noqa: PLC0415

    answering: Any = import_module("manyvoices.conversations.actions.answer_conversation")
    seen = answering.check_filled

    def see_all(conversation: "Conversation", _version: int) -> None:
        Conversation.objects.filter(pk=conversation.pk).update(version=F("version") + 1)

    def looked(text: str) -> None:
        seen(text)
        fresh = Conversation.objects.get(pk=LOOKING["at"])
        if fresh.version != LOOKING["version"]:
            raise Unseen(fresh, news_since(fresh, LOOKING["version"]))
        time.sleep(LOOKS)

    answering.check_filled, answering._see_all = looked, see_all


LOOKING: dict[str, int] = {}


def main() -> None:
    """Answers until there is nothing more to answer."""
    open_ground()
    if sys.argv[1] == "naive":
        look_first_write_then()
    print("stands", flush=True)
    for line in sys.stdin:
        conversation, version, moment = json.loads(line)
        LOOKING.update(at=conversation, version=version)
        print(answer(f"Colleague {sys.argv[2]}", conversation, version, moment), flush=True)


if __name__ == "__main__":
    main()
