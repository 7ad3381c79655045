"""Put one activity on its way to each of some inboxes."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.federation.freezing import freeze
from manyvoices.federation.models import Dispatch, Note
from manyvoices.federation.rendering import document
from manyvoices.pauses.kinds import PostKind
from manyvoices.voices.models import Voice

# SQLite takes some thousand rows within the 100 ms that a transaction may last; more go in several statements.
AT_ONCE = 500


def dispatch_activity(
    *, voice: Voice, activity: Mapping[str, Any], inboxes: Mapping[str, str], object_key: str
) -> int:
    """Sends `activity` (without its context; about no note of ours) as `voice`; returns to how many inboxes.

    `inboxes` maps each inbox to its host (`recipients.inboxes`); `object_key` names what it is about: two activities
    with the same key leave for one inbox in the order in which they were made. The same activity again adds nothing.
    Runs in the caller's transaction. A pause does not hold it: it answers somebody and says nothing to the public.
    """
    return _dispatch(
        inboxes,
        voice=voice,
        type=activity["type"],
        activity_id=activity["id"],
        activity=document(dict(activity)),
        object_key=object_key[:500],
        kind=PostKind.SERVICE,
    )


def dispatch_note(*, note: Note, word: str, activity_id: str, inboxes: Mapping[str, str]) -> int:
    """Sends the Create, Update or Delete of one of our notes; its body is rendered when it leaves."""
    return _dispatch(
        inboxes,
        voice=note.voice,
        channel=note.channel,
        note=note,
        type=word,
        activity_id=activity_id,
        object_key=note.uri,
        kind=note.kind,
        world=note.world,
    )


def _dispatch(inboxes: Mapping[str, str], **fields: Any) -> int:
    config: Config = settings.CONFIG
    if not inboxes or not config.federates:
        return 0
    freeze(f"first {fields['type']} to another server")
    now = clock.now()
    rows = [
        Dispatch(inbox=inbox, domain=domain, made_at=now, due_at=now, **fields)
        for inbox, domain in inboxes.items()
    ]
    Dispatch.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    return len(rows)
