"""Who has what is open now: chosen by the product's own rules, so that the reasons shown are the real ones."""

from manyvoices.conversations.models import Assignment, Way
from manyvoices.conversations.placing import Placing, is_given_out
from manyvoices.conversations.promising import Rules
from manyvoices.core.updating import update_each
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.talks.desk import ON_CALL
from manyvoices.demo.making.talks.plan import State
from manyvoices.demo.making.talks.rows import IN_A_MOMENT, Rows, assign


def make_placed(ground: Ground, everything: list[Rows], rules: Rules) -> None:
    """The assignments of all: of those that are over as the plan says, of the open ones as routing says."""
    open_ = [made for made in everything if made.assignment is None and is_given_out(made.conversation)]
    placing = Placing(rules, [made.conversation for made in open_], ground.now)
    for made in open_:
        placed = placing.place(made.conversation).assignment
        at = made.talk.at + IN_A_MOMENT
        given = assign(made, placed.person, Way.BEST, placed.reasons, at)
        given.due_at = placed.due_at
        if made.talk.state == State.LATE:
            _passed_on(ground, made)
    Assignment.objects.bulk_create(made.assignment for made in everything if made.assignment)
    update_each([made.conversation for made in open_], ["assigned_to"])


def _passed_on(ground: Ground, made: Rows) -> None:
    """Its time passed some minutes ago: whoever is on call has it now, and the lead knows."""
    first, (row,) = made.assignment, made.promises
    at = row.answer_by
    if first is None or at is None:
        return
    on_call = next(ground.people[one] for one in ON_CALL if ground.people[one].pk != first.person_id)
    row.passed_on_at = row.lead_told_at = at
    row.gone_to = [pk for pk in (first.person_id, on_call.pk) if pk]
    row.due_at = at + (at - made.talk.at) / 8
    assign(made, on_call, Way.ESCALATED, [["on_call", ""]], at)
