"""Let a post come again and again."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.core.zones import known_zones
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.publishing.approving import check_without
from manyvoices.publishing.models import Every, Post, Repeat
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.repeating import Rule, turns
from manyvoices.publishing.stopping import AHEAD, covered

MOST_STEP = 366
KINDS = (PostKind.PROMOTION, PostKind.STORY, PostKind.HELP, PostKind.SERVICE)


def start_repeat(
    *, actor: Person, pattern: Post, rule: Rule, most: int | None = None, kind: str = PostKind.PROMOTION
) -> Repeat:
    """The running repeat: a worker copies `pattern` some hours before each turn, as a planned post of `kind`.

    Raises Refused to who may not publish as the voice, Conflict while a pause stands that covers it, Invalid for a rule
    that never comes, or a post without words.
    """
    may_change(actor, pattern)
    check_without(actor, pattern.voice, kind)
    _check(pattern, rule, most, kind)
    first = next(turns(rule, clock.now()), None)
    if first is None:
        raise Invalid(ends_on=_("By this rule it never comes. Choose a later end."))
    if covered(pattern.voice, kind, since=None):
        raise Conflict(_("A pause stands that covers this post. Start the repeat once the pause is lifted."))
    with transaction.atomic():
        now = clock.now()
        repeat = Repeat.objects.create(
            pattern=pattern,
            kind=kind,
            every=rule.every,
            step=rule.step,
            weekdays=sorted(set(rule.weekdays)) if rule.every == Every.WEEK else [],
            time=rule.time,
            time_zone=rule.zone,
            starts_on=rule.starts_on,
            ends_on=rule.ends_on,
            most=most,
            next_at=first.at,
            due_at=first.at - AHEAD,
            made_by=actor,
            made_at=now,
            running_since=now,
        )
        audit.record(actor=actor, verb="start_repeat", target=repeat, post=pattern.pk, every=rule.every)
    return repeat


def _check(pattern: Post, rule: Rule, most: int | None, kind: str) -> None:
    if pattern.removed_at is not None or pattern.discarded_at is not None:
        raise Conflict(_("This post was taken back. Write it anew, then let it repeat."))
    if not pattern.variants.exclude(text="").exists() and not pattern.attachments.exists():
        raise Invalid(time=_("There is nothing to repeat yet. Write something first."))
    if rule.every not in Every.values or not 1 <= rule.step <= MOST_STEP:
        raise Invalid(step=_("Choose a number from 1 to %(most)d.") % {"most": MOST_STEP})
    if not set(rule.weekdays) <= set(range(7)):
        raise Invalid(weekdays=_("Choose weekdays."))
    if rule.zone not in known_zones():
        raise Invalid(time_zone=_("Choose a time zone such as Europe/Berlin."))
    if kind not in KINDS:
        raise Invalid(kind=_("Choose promotion, story, help or service."))
    if most is not None and not 1 <= most <= 1000:
        raise Invalid(most=_("Choose a number from 1 to 1000, or leave it empty."))
    if rule.starts_on < (clock.now() - timedelta(days=2)).date():
        raise Invalid(starts_on=_("That day is past. Choose today or a later day."))
