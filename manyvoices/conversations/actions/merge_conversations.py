"""Two conversations about the same become one."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held
from manyvoices.conversations.merging import count_again, join_promises, move_messages
from manyvoices.conversations.models import Assignment, Conversation, Standing
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person


@transaction.atomic
def merge_conversations(
    *, actor: Person, kept: Conversation, gone: Conversation, is_sure: bool = False
) -> Conversation:
    """`kept`, with the messages of both and the earlier due time. Undone by `part_conversations`.

    The messages move, so that whatever is said later in either thread arrives here, and the version is raised: an answer
    written without having seen the others is stopped. Merged again it stays. Refused for a private one with one of the
    organisation, Invalid for itself, Invalid for two contacts without `is_sure`, Conflict for closed ones.
    """
    known = Conversation.objects.filter(pk=gone.pk, merged_into=kept).exists()
    first, second = sorted(
        [kept, gone], key=lambda row: row.pk
    )  # in one order, so that two cannot wait for each other
    if known:
        return held(actor, kept)
    rows = {row.pk: held(actor, row) for row in (first, second)}
    kept, gone = rows[kept.pk], rows[gone.pk]
    _check(kept, gone, is_sure=is_sure)
    now = clock.now()
    moved = move_messages(gone, kept)
    join_promises(kept, gone, now)
    Assignment.objects.filter(conversation=gone, ended_at=None).update(ended_at=now, due_at=None)
    Conversation.objects.filter(pk=gone.pk).update(
        merged_into=kept, assigned_to=None, due_at=None, snoozed_at=None, snoozed_until=None
    )
    count_again(kept, raises_version=True)
    Conversation.objects.filter(pk=kept.pk).update(snoozed_at=None, snoozed_until=None)
    had = gone.assigned_to_id
    note(gone, "merged_into", actor, kept=kept.pk, messages=moved, had=had)
    note(kept, "merged", actor, gone=gone.pk, count=len(moved))
    audit.record(actor=actor, verb="merge_conversations", target=kept, gone=gone.pk)
    kept.refresh_from_db()
    return kept


def _check(kept: Conversation, gone: Conversation, *, is_sure: bool) -> None:
    if kept.pk == gone.pk or (kept.owner_id, kept.world) != (gone.owner_id, gone.world):
        raise Invalid(gone=_("These two cannot become one. Choose another conversation."))
    if kept.contact_id != gone.contact_id and not is_sure:
        raise Invalid(is_sure=_("These are two different people. Say that you want to put them together."))
    if Standing.CLOSED in {kept.standing, gone.standing}:
        raise Conflict(_("One of them is closed. Open it again first."))
