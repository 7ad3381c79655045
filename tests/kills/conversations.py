"""Kills workers while they collect, triage, give out and answer, and counts what became of every message.

`python -m tests.kills.conversations FOLDER COLLECTING KILLS MESSAGES` prints the Result as JSON. COLLECTING is the kind that
collects: the product's own, or its careless twin.
"""

import asyncio
import json
import os
import random
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from manyvoices.networks.sandbox.arrivals import Arrivals
from manyvoices.networks.sandbox.tests.standing import Network, practice_network
from tests.ground.crew import Crew, until
from tests.ground.opening import PATIENCE, open_ground

if TYPE_CHECKING:
    from manyvoices.conversations.models import Conversation
    from tests.cast import Cast

SENDING = "manyvoices.publishing.work.deliveries.Deliveries"
BESIDE = tuple(f"tests.kills.desk_kinds.{name}" for name in ("CHORES", "TRIAGE", "PROMISES", "QUEUES"))
# A third of the calls meets a fault: after the answer was accepted, before, or in the middle.
FAULTS = {
    "behaviour": [*["accept"] * 8, "error-after", "drop-after", "slow", "error-before"],
    "before_ms": 50,
    "after_ms": 400,
}
A_TURN = 4
ACCOUNTS = ("desk", "press", "night")
WORDS = (
    "Train {n} was cancelled again and nobody told us anything, this is unacceptable!",
    "I want my money back for ticket {n}, nobody answers. Shameful!",
    "When does train {n} leave on Sunday?",
)


@dataclass
class Result:
    """What became of what was said. `miscounted` conversations say another number of messages than they hold.

    `unowned` have neither somebody nor a watched queue, or are complaints without a promise that runs.
    """

    said: int
    lost: int
    doubled: int
    undecided: int
    unowned: int
    miscounted: int
    answers: int
    answers_lost: int
    answers_doubled: int
    kills: int
    seconds: float
    seed: int


class Run:
    """One installation with its workers, those who write to it, and Cleo, who answers."""

    def __init__(self, network: Network, cast: "Cast", collecting: str) -> None:
        self._network, self._cast = network, cast
        self._seed = random.SystemRandom().randrange(10**6)
        self._chance = random.Random(self._seed)
        self._written = Arrivals(network.file)
        self._said: list[tuple[str, str]] = []
        self._crew = Crew(SENDING, 2, collecting, *BESIDE)

    def go(self, kills: int, messages: int) -> Result:
        """As many waves as kills; in the middle of each somebody is killed who holds something."""
        began, waves = time.monotonic(), max(kills, 1)
        for _wave in range(waves):
            for _ in range(messages // waves):
                self._say()
            until(self._unanswered, PATIENCE, "something to answer")
            self._answer()
            if kills:
                self._hurt()
        until(self._all_there, PATIENCE, "every message and answer")
        self._crew.check()
        self._crew.end()
        return self._counted(kills, time.monotonic() - began)

    def _say(self) -> None:
        account, pk = self._chance.choice(ACCOUNTS), f"m{len(self._said)}"
        before = [one for where, one in self._said if where == account]
        parent = self._chance.choice(before) if before and self._chance.random() < 0.3 else ""
        content = {
            "id": pk,
            "author": {"id": f"u{parent or pk}", "name": "Lena"},
            "text": self._chance.choice(WORDS).format(n=len(self._said)),
            "in_reply_to": parent,
        }
        asyncio.run(self._written.add(account, content))
        self._said.append((account, pk))

    def _answer(self) -> None:
        """What is open and was not answered yet. What moved meanwhile is left for the next time."""
        from manyvoices.conversations.actions.answer_conversation import (  # noqa: PLC0415 -- needs django.setup()
            answer_conversation,
        )
        from manyvoices.core.refusals import Conflict  # noqa: PLC0415

        for one in self._unanswered():
            with suppress(Conflict):
                answer_conversation(
                    actor=self._cast.cleo,
                    conversation=one,
                    voice=self._cast.brand_voice,
                    text=f"We look into {one.root}.",
                    seen_version=one.version,
                )

    def _unanswered(self) -> "list[Conversation]":
        from django.db.models import Exists, OuterRef  # noqa: PLC0415 -- needs django.setup()

        from manyvoices.conversations.models import Conversation, Direction, Message  # noqa: PLC0415

        ours = Message.objects.filter(conversation=OuterRef("pk"), direction=Direction.OUT)
        return list(Conversation.objects.filter(~Exists(ours), merged_into=None)[:A_TURN])

    def _hurt(self) -> None:
        until(lambda: self._crew.pids() & busy(), PATIENCE, "a worker that holds something")
        time.sleep(self._chance.uniform(0, 0.12))
        self._crew.kill(self._chance.choice(sorted(self._crew.pids() & busy()) or sorted(self._crew.pids())))

    def _all_there(self) -> bool:
        from manyvoices.conversations.models import Direction, Message  # noqa: PLC0415

        theirs = Message.objects.filter(direction=Direction.IN)
        is_quiet = not theirs.exclude(due_at=None).exists()
        ours = Message.objects.filter(direction=Direction.OUT, sent_at=None, deleted_at=None)
        told = theirs.count() >= len(self._said) or self._is_collected()
        return is_quiet and told and not ours.exists()

    def _is_collected(self) -> bool:
        """Whether all channels were asked to the end: what is missing then does not come any more."""
        from manyvoices.conversations.models import Collecting  # noqa: PLC0415

        last = Counter(account for account, _pk in self._said)
        rows = Collecting.objects.select_related("channel")
        ends = {row.channel.address: row.cursor for row in rows}
        newest = self._newest()
        return all(ends.get(account) == str(newest[account]) for account in last) and not rows.exclude(
            taken_by=None
        )

    def _newest(self) -> dict[str, int]:
        place = dict.fromkeys(ACCOUNTS, 0)
        for number, (account, _pk) in enumerate(self._said, start=1):
            place[account] = number
        return place

    def _counted(self, kills: int, seconds: float) -> Result:
        from django.db.models import Count, F  # noqa: PLC0415 -- needs django.setup()

        from manyvoices.conversations.models import Conversation, Direction, Message  # noqa: PLC0415

        stored = Counter(Message.objects.filter(direction=Direction.IN).values_list("remote_id", flat=True))
        ours = Message.objects.filter(direction=Direction.OUT)
        keys = list(ours.values_list("post__deliveries__key", flat=True))
        arrived = Counter(key for key, _ in self._network.accepted())
        whole = Conversation.objects.annotate(held=Count("messages"))
        return Result(
            said=len(self._said),
            lost=sum(1 for _account, pk in self._said if not stored[pk]),
            doubled=sum(count - 1 for count in stored.values()),
            undecided=Message.objects.filter(direction=Direction.IN, triage=None).count(),
            unowned=unowned(),
            miscounted=whole.exclude(held=F("messages_count")).count(),
            answers=len(keys),
            answers_lost=sum(1 for key in keys if not arrived[key]),
            answers_doubled=sum(1 for key in keys if arrived[key] > 1),
            kills=kills,
            seconds=round(seconds, 1),
            seed=self._seed,
        )


def busy() -> set[int]:
    """The processes that hold a channel, a message or a delivery just now, dead ones included."""
    from manyvoices.conversations.models import Collecting, Message  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.core.models import Worker  # noqa: PLC0415
    from manyvoices.publishing.models import Delivery  # noqa: PLC0415

    holding = {
        pk
        for model in (Collecting, Message, Delivery)
        for pk in model._default_manager.values_list("taken_by", flat=True)
        if pk is not None
    }
    return set(Worker.objects.filter(pk__in=holding).values_list("pid", flat=True))


def unowned() -> int:
    """Open conversations that nobody has and no queue, and complaints that promise nothing."""
    from django.db.models import Exists, OuterRef, Q  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.conversations.models import Assignment, Conversation, ReplyDue, Standing  # noqa: PLC0415

    given = Exists(Assignment.objects.filter(conversation=OuterRef("pk"), ended_at=None))
    promised = Exists(ReplyDue.objects.filter(conversation=OuterRef("pk"), ended_at=None))
    open_ = Conversation.objects.filter(merged_into=None, owner=None).exclude(standing=Standing.CLOSED)
    return open_.exclude(kind="spam").filter(~given | (Q(kind="complaint") & ~promised)).count()


def main() -> None:
    """Opens the ground and prints the result."""
    folder, collecting, kills, messages = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    os.environ["MANYVOICES_DATA_DIR"] = str(folder)
    with practice_network(folder) as network:
        os.environ["MANYVOICES_BIND"] = f"127.0.0.1:{network.port}"
        open_ground()
        from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

        call_command("migrate", verbosity=0, skip_checks=True)
        print(json.dumps(asdict(_opened(network, collecting).go(kills, messages))))


def _opened(network: Network, collecting: str) -> Run:
    from manyvoices.core import clock  # noqa: PLC0415
    from manyvoices.core.chores import plan  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.people.models import RoleName  # noqa: PLC0415
    from manyvoices.voices.models import Speaker  # noqa: PLC0415
    from tests.cast import make_cast, role  # noqa: PLC0415
    from tests.ground.posts import connect  # noqa: PLC0415

    cast = make_cast()
    role(cast.cleo, RoleName.RESPONDER, cast.root)
    Speaker.objects.create(voice=cast.brand_voice, person=cast.cleo, because="on call", since=clock.now())
    for account in ACCOUNTS:
        connect(network, cast.brand_voice, account, FAULTS)
    plan()
    return Run(network, cast, collecting)


if __name__ == "__main__":
    main()
