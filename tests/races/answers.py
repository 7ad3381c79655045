"""Colleagues answer one conversation at the same moment while the customer writes on, each in a process of their own.

`python -m tests.races.answers FOLDER guarded|naive` prints the Result as JSON.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from tests.ground.opening import open_ground

if TYPE_CHECKING:
    from manyvoices.conversations.models import Conversation

ANSWERING = 3
ROUNDS = 10
LEAD = 0.25  # seconds until the moment at which all answer
Colleague = subprocess.Popen[str]


@dataclass
class Result:
    """`sent` answers left, `stopped` ones were shown what is new. `unseen` left although something unseen stood there."""

    rounds: int
    sent: int
    stopped: int
    unseen: int
    kept: int


def run(how: str) -> Result:
    """In each round all who answer have seen the same; in every second one the customer writes at that moment too."""
    from manyvoices.conversations.models import ReplyDraft  # noqa: PLC0415 -- needs django.setup()

    one = _opened()
    colleagues = [_colleague(how, number) for number in range(ANSWERING)]
    for colleague in colleagues:
        _told(colleague)  # it stands
    result = Result(ROUNDS, 0, 0, 0, 0)
    for number in range(ROUNDS):
        _round(colleagues, one, result, number if number % 2 else None)
    for colleague in colleagues:
        colleague.communicate()
    result.kept = ReplyDraft.objects.filter(conversation=one).count()
    return result


def _round(colleagues: list[Colleague], one: "Conversation", result: Result, writes: int | None) -> None:
    from manyvoices.conversations.models import Message  # noqa: PLC0415 -- needs django.setup()

    one.refresh_from_db()
    last = Message.objects.filter(conversation=one).latest("id").pk
    moment = time.time() + LEAD
    for colleague in colleagues:
        print(json.dumps([one.pk, one.version, moment]), file=colleague.stdin, flush=True)
    if writes is not None:
        time.sleep(max(0.0, moment - time.time()))
        _writes_on(one, writes)
    told = [_told(colleague) for colleague in colleagues]
    result.sent += told.count("sent")
    result.stopped += told.count("stopped")
    said = list(Message.objects.filter(conversation=one, pk__gt=last).order_by("id").values_list("direction"))
    # Whoever left first saw everything; whatever left after anything else of this round did not.
    result.unseen += sum(1 for place, (direction,) in enumerate(said) if place and direction == "out")


def _writes_on(one: "Conversation", number: int) -> None:
    from manyvoices.conversations.actions.store_messages import store_messages  # noqa: PLC0415 -- needs setup
    from manyvoices.conversations.tests.asked import LENA  # noqa: PLC0415
    from manyvoices.core import clock  # noqa: PLC0415
    from manyvoices.networks.contract import Arrived, Author, Batch  # noqa: PLC0415
    from manyvoices.voices.models import Channel  # noqa: PLC0415

    channel = Channel.objects.select_related("voice").get(voice=one.voice, network="native")
    said = Arrived(
        remote_id=f"{one.root}/more/{number}",
        author=Author(LENA),
        text="And nobody answers!",
        said_at=clock.now(),
        in_reply_to=one.root,
    )
    store_messages(channel=channel, batch=Batch(said=(said,)), now=clock.now())


def _opened() -> "Conversation":
    from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.conversations.tests.asked import asked, opened  # noqa: PLC0415
    from manyvoices.people.models import RoleName  # noqa: PLC0415
    from tests.cast import make_cast, person, role  # noqa: PLC0415

    call_command("migrate", verbosity=0, skip_checks=True)
    cast = make_cast()
    for number in range(ANSWERING):
        colleague = person(f"Colleague {number}", cast.operations)
        role(colleague, RoleName.RESPONDER, cast.operations)
        opened(cast.brand_voice, colleague)
    return asked(cast)


def _colleague(how: str, number: int) -> Colleague:
    command = [sys.executable, "-m", "tests.races.colleague", how, str(number)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _told(colleague: Colleague) -> str:
    line = colleague.stdout.readline() if colleague.stdout else ""
    assert line, "a colleague's process ended"
    return line.strip()


def main() -> None:
    """Opens the ground and prints the result."""
    os.environ["MANYVOICES_DATA_DIR"] = sys.argv[1]
    os.environ["MANYVOICES_BASE_URL"] = "https://voices.example"
    open_ground()
    print(json.dumps(asdict(run(sys.argv[2]))))


if __name__ == "__main__":
    main()
