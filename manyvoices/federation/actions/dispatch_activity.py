"""Put one activity on its way to each of some inboxes."""

from collections.abc import Mapping
from typing import Any

from manyvoices.federation.dispatching import put_on_its_way
from manyvoices.federation.rendering import document
from manyvoices.pauses.kinds import PostKind
from manyvoices.voices.models import Voice


def dispatch_activity(
    *, voice: Voice, activity: Mapping[str, Any], inboxes: Mapping[str, str], object_key: str
) -> int:
    """Sends `activity` (without its context; about no note of ours) as `voice`; returns to how many inboxes.

    `inboxes` maps each inbox to its host (`recipients.inboxes`); `object_key` names what it is about: two activities
    with the same key leave for one inbox in the order in which they were made. The same activity again adds nothing.
    Runs in the caller's transaction. A pause does not hold it: it answers somebody and says nothing to the public.
    """
    return put_on_its_way(
        inboxes,
        voice=voice,
        type=activity["type"],
        activity_id=activity["id"],
        activity=document(dict(activity)),
        object_key=object_key[:500],
        kind=PostKind.SERVICE,
    )
