"""Let a stopped repeat run again."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.approving import check_without
from manyvoices.publishing.models import Repeat
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.repeating import Rule, turns
from manyvoices.publishing.stopping import AHEAD, covered


def restart_repeat(*, actor: Person, repeat: Repeat) -> Repeat:
    """The running repeat, from its next turn on; what it missed is not made up for. The actor answers for it from now.

    Raises Refused to who may not publish as its voice, Conflict while a pause covers it, when it runs already or ended.
    """
    may_change(actor, repeat.pattern)
    check_without(actor, repeat.pattern.voice, repeat.kind)
    if covered(repeat.pattern.voice, repeat.kind, since=None):
        raise Conflict(_("A pause stands that covers this post. Start the repeat once the pause is lifted."))
    now = clock.now()
    taken = set(repeat.turns.filter(at__gt=now).values_list("at", flat=True))
    coming = next((turn for turn in turns(Rule.of(repeat), now) if turn.at not in taken), None)
    if coming is None or (repeat.most is not None and repeat.made >= repeat.most):
        raise Conflict(_("This repeat has come to its end. Start a new one from its post."))
    with transaction.atomic():
        stopped = Repeat.objects.filter(pk=repeat.pk, stopped_at__isnull=False)
        if not stopped.update(
            stopped_at=None,
            stopped_by=None,
            stop_reason="",
            made_by=actor,
            running_since=now,
            next_at=coming.at,
            due_at=coming.at - AHEAD,
            done_at=None,
        ):
            raise Conflict(_("This repeat runs already."))
        audit.record(actor=actor, verb="restart_repeat", target=repeat)
    repeat.refresh_from_db()
    return repeat
