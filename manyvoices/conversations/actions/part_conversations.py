"""Two conversations that were made one are parted again."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.assigning import can_be_asked, give
from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held
from manyvoices.conversations.merging import bring_messages_back, count_again, part_promises
from manyvoices.conversations.models import Conversation, Event, Standing, Way
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, NotThere
from manyvoices.people.models import Person


@transaction.atomic
def part_conversations(*, actor: Person, gone: Conversation) -> Conversation:
    """`gone`, on its own again with the messages that were its own; parted already it stays as it is.

    What was said since stays where it arrived. Its promise runs by its own time, unless an answer was sent meanwhile; that
    of the other stays as early as it is. Conflict while the other is closed, NotThere where it was never merged.
    """
    row = Conversation.objects.select_for_update(of=("self",)).select_related("merged_into", "unit")
    fresh = row.filter(pk=gone.pk).first()
    line = Event.objects.filter(conversation=gone, verb="merged_into").order_by("-id").first()
    if fresh is None or line is None:
        raise NotThere
    if fresh.merged_into is None:
        return held(actor, fresh)
    kept, now = held(actor, fresh.merged_into), clock.now()
    if kept.standing == Standing.CLOSED:
        raise Conflict(_("The conversation it is part of is closed. Open that again first."))
    bring_messages_back(fresh, kept, line.said)
    fresh.merged_into = None
    fresh.save(update_fields=["merged_into"])
    for one in (fresh, kept):
        count_again(one, raises_version=True)
    if not fresh.owner_id:
        had = Person.objects.filter(pk=str(line.said.get("had") or 0)).first()
        to = had if had is not None and can_be_asked(had, fresh.unit_id) else None
        give(fresh, to=to, way=Way.BY_HAND, by=actor)
        part_promises(fresh, kept, line.at, now)
    note(fresh, "parted", actor, other=kept.pk)
    note(kept, "parted", actor, other=fresh.pk)
    audit.record(actor=actor, verb="part_conversations", target=kept, gone=fresh.pk)
    fresh.refresh_from_db()
    return fresh
