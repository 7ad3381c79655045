"""How each publish entry is tried: a promotion on its way, then a pause (where the try yields), then the entry is used."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict
from manyvoices.networks.contract import Rejected, TryLater, Unknown
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.kinds import Covers
from manyvoices.publishing import holding
from manyvoices.publishing.actions.agree_plan_import import agree_plan_import
from manyvoices.publishing.actions.answer_somebody import Answered, answer_somebody
from manyvoices.publishing.actions.answer_unknown import answer_unknown
from manyvoices.publishing.actions.approve_post import approve_post
from manyvoices.publishing.actions.doubt_deliveries import doubt_deliveries
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.move_post import move_post
from manyvoices.publishing.actions.queue_post import queue_post
from manyvoices.publishing.actions.release_late import release_late
from manyvoices.publishing.actions.release_paused import release_paused
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.retry_delivery import retry_delivery
from manyvoices.publishing.actions.say_shared import say_shared
from manyvoices.publishing.actions.start_plan_import import start_plan_import
from manyvoices.publishing.actions.start_repeat import start_repeat
from manyvoices.publishing.models import Delivery, Every, QueueSlot, Repeat, State, Verb
from manyvoices.publishing.repeating import Rule
from manyvoices.publishing.tests import approvals
from manyvoices.publishing.tests.stage import Stage, draft, fail, nothing, released, state
from manyvoices.publishing.work import plan_imports
from manyvoices.publishing.work.handed import pause_handed
from manyvoices.publishing.work.repeats import make_turn
from tests.cast import Cast

Try = Callable[[Cast, Stage], Iterator[None]]
NOON = time(12, 0)
LONG = "The first part.\n---\nThe second part."


def promotion(cast: Cast) -> Delivery:
    """One that was released for now."""
    return released(cast.bo, cast.bo_voice, kind="promotion")


def tomorrow(days: int = 1) -> datetime:
    """A naive time in UTC."""
    at = clock.now() + timedelta(days=days)
    return at.astimezone(UTC).replace(tzinfo=None, second=0, microsecond=0)


def release(cast: Cast, stage: Stage) -> Iterator[None]:
    """The composer's button."""
    yield
    promotion(cast)


def queue(cast: Cast, stage: Stage) -> Iterator[None]:
    """The next free slot, which comes before the pause ends."""
    post = draft(cast.bo, cast.bo_voice, kind="promotion")
    channel, made = cast.bo_voice.channels.get(), {"made_by": cast.bo, "made_at": clock.now()}
    QueueSlot.objects.create(channel=channel, weekday=1, time=NOON, time_zone="UTC", **made)
    yield
    queue_post(actor=cast.bo, post=post, revision=post.revision)


def move(cast: Cast, stage: Stage) -> Iterator[None]:
    """A planned post gets another time."""
    post = draft(cast.bo, cast.bo_voice, kind="promotion")
    planned = release_post(actor=cast.bo, post=post, revision=post.revision, wall=tomorrow(), time_zone="UTC")
    yield
    move_post(actor=cast.bo, post=planned, revision=planned.revision, wall=tomorrow(2), time_zone="UTC")


def retry(cast: Cast, stage: Stage) -> Iterator[None]:
    """ "Try again" on what failed."""
    row = failed(cast, stage)
    yield
    with suppress(Conflict):
        retry_delivery(actor=cast.bo, delivery=row)


def late(cast: Cast, stage: Stage) -> Iterator[None]:
    """ "Send now" on what missed its time."""
    row = failed(cast, stage)
    Delivery.objects.filter(pk=row.pk).update(state=State.LATE, dead_at=None)
    row.refresh_from_db()
    yield
    with suppress(Conflict):
        release_late(actor=cast.bo, deliveries=[row])


def paused(cast: Cast, stage: Stage) -> Iterator[None]:
    """ "Release" in the review list, while a pause still stands."""
    row = promotion(cast)
    yield
    stage.work()
    assert state(row) == State.PAUSED
    with suppress(Conflict):
        release_paused(actor=cast.bo, deliveries=[row])


def answer(cast: Cast, stage: Stage) -> Iterator[None]:
    """ "Send it" about what no network can tell of."""
    stage.network.can = stage.network.can - {"find"}
    row = in_doubt(cast, stage)
    stage.later()
    yield
    row.refresh_from_db()
    assert row.asked_at is not None
    answer_unknown(actor=cast.bo, delivery=row, arrived=False)


def look_up(cast: Cast, stage: Stage) -> Iterator[None]:
    """Looked for, not there, queued again by the worker."""
    in_doubt(cast, stage)
    yield


def take_over(cast: Cast, stage: Stage) -> Iterator[None]:
    """Left behind by a worker that died while it sent."""
    row = in_doubt(cast, stage)
    Delivery.objects.filter(pk=row.pk).update(state=State.SENDING, taken_by=1, taken_until=clock.now())
    yield
    stage.kind.take_over(Delivery.objects.filter(pk=row.pk), clock.now())
    assert state(row) == State.UNKNOWN


def hold(cast: Cast, stage: Stage) -> Iterator[None]:
    """Put off because its account asked to wait."""
    stage.network.before = fail(TryLater("wait", timedelta(seconds=30)))
    row = promotion(cast)
    stage.work()
    stage.network.before = nothing
    assert state(row) == State.QUEUED
    yield
    holding.hold(row.channel_id, clock.now() - timedelta(seconds=1), "")


def doubt(cast: Cast, stage: Stage) -> Iterator[None]:
    """Doubted after a restore, and looked for."""
    Delivery.objects.filter(pk=promotion(cast).pk).update(network="sandbox")
    yield
    doubt_deliveries(now=clock.now())


def edit(cast: Cast, stage: Stage) -> Iterator[None]:
    """An edit of what waits: it takes the new words along and does not leave for them."""
    row = failed(cast, stage)
    yield
    edit_post(actor=cast.bo, post=row.post, version=row.variant.version, text="Other words")


def thread(cast: Cast, stage: Stage) -> Iterator[None]:
    """Every part of a thread, not its first alone."""
    yield
    released_parts(cast)
    assert Delivery.objects.count() > 1


def grow(cast: Cast, stage: Stage) -> Iterator[None]:
    """An edit that gives a post which stands there already another part."""
    row = promotion(cast)
    stage.work()
    assert state(row) == State.SENT
    yield
    edit_post(actor=cast.bo, post=row.post, version=row.variant.version, text=LONG)
    assert Delivery.objects.filter(verb=Verb.PUBLISH).count() > 1


def repeat(cast: Cast, stage: Stage) -> Iterator[None]:
    """The turn of a repeating post, made by the worker."""
    post = draft(cast.bo, cast.bo_voice, kind="promotion")
    rule = Rule(Every.DAY, 1, (), NOON, "UTC", tomorrow().date(), None)
    made = start_repeat(actor=cast.bo, pattern=post, rule=rule)
    Repeat.objects.filter(pk=made.pk).update(taken_by=stage.worker)
    yield
    make_turn(made.pk, stage.worker)


def plan(cast: Cast, stage: Stage) -> Iterator[None]:
    """A line of a plan that was brought in as a file."""
    at = tomorrow()
    lines = f"text,voice,date,time,kind\nQuieter.,{cast.bo_voice.handle},{at:%Y-%m-%d},{at:%H:%M},promotion\n"
    made = start_plan_import(actor=cast.bo, file_name="plan.csv", data=lines.encode(), time_zone="UTC")
    agree_plan_import(actor=cast.bo, plan=made)
    yield
    plan_imports.write_some(made.pk, stage.worker)
    assert Delivery.objects.exists()


def approve(cast: Cast, stage: Stage) -> Iterator[None]:
    """Asked for before the pause, approved while it stands."""
    asked = approvals.asked(cast, kind="promotion")
    yield
    approve_post(actor=cast.ada, approval=asked)
    assert Delivery.objects.filter(post=asked.post).exists()


def hand(cast: Cast, stage: Stage) -> Iterator[None]:
    """It stands with its person to be shared by hand when the pause comes, and a second one comes due under it."""
    row = by_hand(cast, stage)
    stage.work()
    assert state(row) == State.HANDED
    yield
    pause_handed()
    later = promotion(cast)
    stage.work()
    assert {state(row), state(later)} == {State.PAUSED}


def say(cast: Cast, stage: Stage) -> Iterator[None]:
    """Said to be posted by hand, when nobody was ever shown it."""
    row = by_hand(cast, stage)
    yield
    stage.work()
    with suppress(Conflict):
        say_shared(actor=cast.bo, delivery=row, posted=True)


def by_hand(cast: Cast, stage: Stage) -> Delivery:
    """A promotion to a network that takes nothing from us."""
    stage.network.can = frozenset()
    cast.bo_voice.channels.update(network="share-linkedin")
    return promotion(cast)


def released_parts(cast: Cast) -> None:
    """A promotion that is too long for one part."""
    post = draft(cast.bo, cast.bo_voice, LONG, "promotion")
    release_post(actor=cast.bo, post=post, revision=post.revision)


def failed(cast: Cast, stage: Stage) -> Delivery:
    """A promotion that the network refused before the pause."""
    stage.network.before = fail(Rejected("not now"))
    row = promotion(cast)
    stage.work()
    stage.network.before = nothing
    assert state(row) == State.FAILED
    return row


def in_doubt(cast: Cast, stage: Stage) -> Delivery:
    """A promotion of which nobody knows whether it arrived."""
    stage.network.before = fail(Unknown("the connection was lost"))
    row = promotion(cast)
    stage.work()
    stage.network.before = nothing
    assert state(row) == State.UNKNOWN
    return row


def answered(cast: Cast, stage: Stage) -> Iterator[None]:
    """An answer flows in the ordinary pause; one that covers answers holds it."""
    channel = cast.bo_voice.channels.get()
    yield
    place_pause(actor=cast.ada, reason="a wrong word is about", covers=Covers.ALL_BUT_CRISIS)
    asked = Answered("https://far.example/notes/1")
    answer_somebody(actor=cast.bo, channel=channel, text="At eight.", language="en", answered=asked)


PUBLISHING = "manyvoices/publishing/"
TRIES: dict[str, list[Try]] = {
    PUBLISHING + "actions/answer_somebody.py": [answered],
    PUBLISHING + "actions/answer_unknown.py": [answer],
    PUBLISHING + "actions/approve_post.py": [approve],
    PUBLISHING + "actions/doubt_deliveries.py": [doubt],
    PUBLISHING + "actions/move_post.py": [move],
    PUBLISHING + "actions/queue_post.py": [queue],
    PUBLISHING + "actions/release_late.py": [late],
    PUBLISHING + "actions/release_paused.py": [paused],
    PUBLISHING + "actions/release_post.py": [release],
    PUBLISHING + "actions/retry_delivery.py": [retry],
    PUBLISHING + "actions/say_shared.py": [say],
    PUBLISHING + "carrying.py": [grow],
    PUBLISHING + "follow_ups.py": [edit],
    PUBLISHING + "releasing.py": [release],
    PUBLISHING + "threads.py": [thread],
    PUBLISHING + "work/deliveries.py": [take_over],
    PUBLISHING + "work/handing.py": [hand],
    PUBLISHING + "work/marks.py": [look_up],
    PUBLISHING + "work/passing.py": [hold],
    PUBLISHING + "work/plan_imports.py": [plan],
    PUBLISHING + "work/repeats.py": [repeat],
}
