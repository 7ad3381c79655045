"""Writing the posts of a plan: line by line, each in its own transaction, so that a kill leaves no double."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.core.work import Again, Answer, Kind, Tools
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.approving import NeedsApproval
from manyvoices.publishing.importing.judging import Judgement, Known, judge
from manyvoices.publishing.models import Origin, PlanImport, PlanLine, PlanState, Post, Variant
from manyvoices.publishing.queries.plan_imports import known, next_lines

CHUNK = 25
SECONDS = 0.05  # of writing at a stretch, so that a person who saves a draft never notices
TURN = 5.0  # seconds until the claim is renewed, far below its lease


class PlanImports(Kind[PlanImport]):
    """Killed at any moment it goes on with the next line: a line and its post are committed together."""

    model = PlanImport
    limit = 1

    async def handle(self, rows: Sequence[PlanImport], tools: Tools) -> Mapping[Any, Answer]:
        """Some lines at a time for a while; a plan that is done or dropped has recorded that itself."""
        answers: dict[Any, Answer] = {}
        for row in rows:
            end = time.monotonic() + TURN
            while await tools.db(write_some, row.pk, tools.worker):
                if time.monotonic() > end:
                    answers[row.pk] = Again(timedelta(0))
                    break
        return answers


def write_some(plan_id: int, worker: int) -> int:
    """Writes the next lines and returns how many; 0 when there is nothing more to do."""
    plan = PlanImport.objects.select_related("made_by").get(pk=plan_id)
    lines = next_lines(plan, CHUNK) if plan.state == PlanState.WRITING else []
    if not lines:
        _rest(plan, worker)
        return 0
    there_is, end, done = known(plan.made_by, plan.time_zone), time.monotonic() + SECONDS, 0
    for line in lines:
        if not write_line(plan, line, there_is):
            break
        done += 1
        if time.monotonic() > end:
            break
    return done


def write_line(plan: PlanImport, line: PlanLine, there_is: Known) -> bool:
    """Whether the plan still wants it. Written, or given the reason why not: judged anew, the world may have moved."""
    try:
        with transaction.atomic():
            wanted = PlanImport.objects.select_for_update().filter(pk=plan.pk, state=PlanState.WRITING)
            if not wanted.exists():
                return False
            mine = PlanLine.objects.filter(pk=line.pk, written_at=None)
            if mine.update(written_at=clock.now()):
                line.post = _post(plan, judge(line.values, there_is))
                PlanLine.objects.filter(pk=line.pk).update(post=line.post)
    except (Refused, Invalid) as refused:
        PlanLine.objects.filter(pk=line.pk, written_at=None).update(
            problem=str(refused)[:500], written_at=clock.now()
        )
    return True


def _post(plan: PlanImport, wanted: Judgement) -> Post:
    if wanted.problem or wanted.voice is None:
        raise Invalid(text=wanted.problem)
    now, author = clock.now(), plan.made_by
    post = Post.objects.create(
        world=wanted.voice.world,
        voice=wanted.voice,
        origin=Origin.IMPORT,
        kind=wanted.kind,
        language=wanted.language,
        prepared_by=author,
        made_at=now,
        saved_at=now,
        time_zone=wanted.zone,
        planned_day=wanted.day,
        planned_time=wanted.wall_time,
    )
    post.channels.set(wanted.channels)
    Variant.objects.create(
        post=post,
        language=wanted.language,
        text=wanted.text,
        content_warning=wanted.content_warning,
        made_by=author,
        made_at=now,
    )
    audit.record(actor=author, verb="import_post", target=post, plan=plan.pk)
    if not wanted.becomes_planned or plan.as_drafts or wanted.day is None or wanted.wall_time is None:
        return post
    wall = datetime.combine(wanted.day, wanted.wall_time)
    try:
        return release_post(actor=author, post=post, revision=post.revision, wall=wall, time_zone=wanted.zone)
    except NeedsApproval:  # a draft with its wished time, whose author asks from there
        return post


def _rest(plan: PlanImport, worker: int) -> None:
    mine = PlanImport.objects.filter(pk=plan.pk, taken_by=worker)
    done = PlanState.DONE if plan.state == PlanState.WRITING else plan.state
    mine.filter(state=plan.state).update(state=done)
    mine.update(due_at=None, taken_by=None, taken_until=None, attempts=0, last_error="", done_at=clock.now())


KIND = PlanImports()
