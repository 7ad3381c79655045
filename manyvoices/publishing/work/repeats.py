"""Repeats: each turn is made once, some hours ahead, as a planned post; a pause stops them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.core.work import Answer, Kind, Tools
from manyvoices.people.telling import tell
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.copying import copy_of
from manyvoices.publishing.models import Origin, Repeat, RepeatTurn
from manyvoices.publishing.repeating import Rule, turns
from manyvoices.publishing.scheduling import wall_of
from manyvoices.publishing.stopping import AHEAD, covered, stop

A_BATCH = 100
MISSED = "Its time had passed when the machine was awake again."


class Repeats(Kind[Repeat]):
    """Makes the next turn of what is due. Turn, post and the row's next time are one transaction."""

    model = Repeat
    limit = 10

    async def handle(self, rows: Sequence[Repeat], tools: Tools) -> Mapping[Any, Answer]:
        """Each row records itself."""
        for row in rows:
            await tools.db(make_turn, row.pk, tools.worker)
        return {}


def make_turn(repeat_id: int, worker: int) -> None:
    """Makes, skips or refuses the turn that is next; a row that `worker` does not hold is left alone."""
    try:
        with transaction.atomic():
            mine = Repeat.objects.select_for_update(of=("self",)).filter(pk=repeat_id, taken_by=worker)
            repeat = mine.select_related("pattern__voice", "made_by").first()
            if repeat is not None:
                _turn(repeat)
    except (Refused, Invalid) as refused:
        _give_up(Repeat.objects.select_related("pattern__voice", "made_by").get(pk=repeat_id), str(refused))


def stop_repeats_in_pauses() -> None:
    """Stops what a pause covers that stands, or that was placed since the repeat began; each author is told once."""
    running = Repeat.objects.filter(stopped_at=None, next_at__isnull=False).order_by("pk")
    after = 0
    while rows := list(running.filter(pk__gt=after).select_related("pattern__voice", "made_by")[:A_BATCH]):
        after = rows[-1].pk
        for repeat in rows:
            with transaction.atomic():
                _stopped_by_pause(repeat)


def _turn(repeat: Repeat) -> None:
    at = repeat.next_at
    if at is None or repeat.stopped_at is not None:
        _rest(repeat, None)
        return
    if _stopped_by_pause(repeat):
        return
    turn, is_new = RepeatTurn.objects.get_or_create(repeat=repeat, at=at)
    if is_new and at <= clock.now():
        turn.skipped_because = MISSED
        turn.save(update_fields=["skipped_because"])
    elif is_new:
        _release(repeat, turn)
    _rest(repeat, at)


def _release(repeat: Repeat, turn: RepeatTurn) -> None:
    post = copy_of(repeat.pattern, by=repeat.made_by, kind=repeat.kind, origin=Origin.REPEAT)
    wall = wall_of(turn.at, repeat.time_zone)
    release_post(
        actor=repeat.made_by, post=post, revision=post.revision, wall=wall, time_zone=repeat.time_zone
    )
    turn.post = post
    turn.save(update_fields=["post"])
    repeat.made += 1


def _rest(repeat: Repeat, since: datetime | None) -> None:
    """Until the next turn, or for good."""
    ended = since is None or (repeat.most is not None and repeat.made >= repeat.most)
    coming = None if ended or since is None else next(turns(Rule.of(repeat), max(since, _awake(since))), None)
    Repeat.objects.filter(pk=repeat.pk).update(
        made=repeat.made,
        next_at=coming.at if coming else None,
        due_at=coming.at - AHEAD if coming else None,
        done_at=None if coming else clock.now(),
        taken_by=None,
        taken_until=None,
        attempts=0,
        last_error="",
    )


def _awake(since: datetime) -> datetime:
    """After a long sleep only one missed turn is written down, not each of a whole year."""
    return clock.now() if since <= clock.now() else since


def _stopped_by_pause(repeat: Repeat) -> bool:
    pause = covered(repeat.pattern.voice, repeat.kind, since=repeat.running_since)
    if pause is None:
        return False
    if stop(repeat, pause.reason):
        audit.record(actor=None, verb="stop_repeat", target=repeat, because=pause.reason, pause=pause.pk)
        _tell(repeat, _("A pause stopped it: %(reason)s. Once it fits again, start it anew."), pause.reason)
    return True


def _give_up(repeat: Repeat, reason: str) -> None:
    with transaction.atomic():
        if stop(repeat, reason):
            audit.record(actor=None, verb="stop_repeat", target=repeat, because=reason)
            _tell(repeat, _("Its next turn could not be planned: %(reason)s"), reason)


def _tell(repeat: Repeat, text: Any, reason: str) -> None:
    if not repeat.made_by.is_active:
        return
    tell(
        [repeat.made_by],
        kind="repeat",
        key=f"repeat-stopped:{repeat.pk}:{repeat.running_since.timestamp():.0f}",
        link=reverse("repeats"),
        subject=_("A repeating post of @%(handle)s stopped"),
        text=text,
        handle=repeat.pattern.voice.handle,
        reason=reason,
    )


KIND = Repeats()
