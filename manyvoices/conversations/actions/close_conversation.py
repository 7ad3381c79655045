"""A person says that a conversation is settled, and how."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held
from manyvoices.conversations.models import Conversation, Outcome, Standing
from manyvoices.conversations.standing_promise import end
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person


@transaction.atomic
def close_conversation(
    *, actor: Person, conversation: Conversation, outcome: str, seen_version: int | None = None
) -> Conversation:
    """The closed conversation; closed with the same outcome again it stays. Its promise ends here and nowhere else.

    Invalid for an unknown outcome. Conflict if something arrived that `seen_version` did not see, or a colleague closed it
    with another outcome. Who has it keeps it, so that they have it again when it is opened again.
    """
    if outcome not in Outcome.values:
        raise Invalid(outcome=_("Say what became of it."))
    fresh, now = held(actor, conversation), clock.now()
    if fresh.standing == Standing.CLOSED:
        if fresh.outcome == outcome:
            return fresh
        raise Conflict(_("It is closed already, with another outcome. Open it again to change that."))
    if seen_version is not None and seen_version != fresh.version:
        raise Conflict(_("They wrote again meanwhile. Read what is new, then close it."))
    fresh.standing, fresh.outcome = Standing.CLOSED, outcome
    fresh.closed_at, fresh.closed_by = now, actor
    fresh.snoozed_at = fresh.snoozed_until = fresh.due_at = None
    fresh.on_top_because = ""
    fresh.save(
        update_fields=[
            "standing",
            "outcome",
            "closed_at",
            "closed_by",
            "snoozed_at",
            "snoozed_until",
            "due_at",
            "on_top_because",
        ]
    )
    end(fresh, now)
    note(fresh, "closed", actor, outcome=outcome)
    audit.record(actor=actor, verb="close_conversation", target=fresh, outcome=outcome)
    return fresh
