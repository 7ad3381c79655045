"""A file of posts arrives and is looked at."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.core.zones import known_zones
from manyvoices.people.importing.files import BadFile
from manyvoices.people.models import Person
from manyvoices.publishing.conflicts import crowded
from manyvoices.publishing.importing.files import Row, read_plan
from manyvoices.publishing.importing.judging import Judgement, judge
from manyvoices.publishing.models import PlanImport, PlanLine
from manyvoices.publishing.queries.plan_imports import known, said_lately, taken_moments

CHUNK = 100  # lines a transaction: nobody else waits for the whole file


def start_plan_import(*, actor: Person, file_name: str, data: bytes, time_zone: str) -> PlanImport:
    """The plan, each line with what is wrong or odd about it; nothing else is written before `agree_plan_import`.

    Refused to who speaks as no voice. Invalid (`file`, `time_zone`) for what is no plan, or a zone that is none.
    """
    if time_zone not in known_zones():
        raise Invalid(time_zone=_("Choose a time zone such as Europe/Berlin."))
    there_is = known(actor, time_zone)
    if not there_is.voices:
        raise Refused(_("You have no voice yet, so there is nothing to plan. Make your own voice first."))
    try:
        rows = read_plan(data)
    except BadFile as bad:
        raise Invalid(file=str(bad)) from None
    judged = [judge(row.values, there_is) for row in rows]
    _warn_of_repetition(judged)
    _warn_of_crowding(judged)
    return _keep(actor, file_name, time_zone, rows, judged)


def _warn_of_repetition(judged: Sequence[Judgement]) -> None:
    lately = said_lately({line.voice.pk for line in judged if line.voice})
    here: set[tuple[int, str]] = set()
    for line in judged:
        if line.voice is None or line.problem:
            continue
        said = (line.voice.pk, line.text)
        if said in here:
            line.warnings.append(_("The same text stands in this file already, for the same voice."))
        elif said in lately:
            line.warnings.append(_("This voice said or planned the same text within three months."))
        here.add(said)


def _warn_of_crowding(judged: Sequence[Judgement]) -> None:
    timed = [(n, line.at, [one.pk for one in line.channels]) for n, line in enumerate(judged) if line.at]
    if not timed:
        return
    moments = [at for _n, at, _channels in timed]
    there = taken_moments({pk for *_rest, pks in timed for pk in pks}, min(moments), max(moments))
    stood = [(-n - 1, at, [channel]) for n, (at, channel) in enumerate(there)]
    for number in crowded([*timed, *stood]):
        if number >= 0:
            judged[number].warnings.append(_("Less than 30 minutes from another post on the same channel."))


def _keep(
    actor: Person, file_name: str, zone: str, rows: Sequence[Row], judged: Sequence[Judgement]
) -> PlanImport:
    with transaction.atomic():
        plan = PlanImport.objects.create(
            name=file_name.strip()[-200:] or "plan.csv", time_zone=zone, made_by=actor, made_at=clock.now()
        )
        audit.record(actor=actor, verb="start_plan_import", target=plan, lines=len(rows))
    lines = [
        PlanLine(
            plan=plan,
            number=row.number,
            values=row.values,
            problem=line.problem[:500],
            warning=" ".join(line.warnings)[:500],
        )
        for row, line in zip(rows, judged, strict=True)
    ]
    for first in range(0, len(lines), CHUNK):
        PlanLine.objects.bulk_create(lines[first : first + CHUNK])
    return plan
